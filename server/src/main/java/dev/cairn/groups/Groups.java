package dev.cairn.groups;

import dev.cairn.access.Act;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one public door of groups. A group holds people, programs and other groups, but never itself by any way.
public final class Groups {
    private static final int MAX_NAME = 250;
    /// How many groups may be in each other.
    private static final int MAX_LEVELS = 10;
    /// Which changes of groups within groups are one after the other, so that no two of them make a circle.
    private static final String NESTING = "groups";

    private final Database database;
    private final InstantSource clock;

    public Groups(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Group> all() {
        return database.read(Groups::all);
    }

    public void add(String name) {
        database.write(tx -> create(tx, name, null));
    }

    /// Removes a group with what was given to it; its members stay who they are.
    public void delete(String name) {
        database.write(tx -> {
            delete(tx, get(tx, name).id());
            return true;
        });
    }

    /// Who is in a group by themselves.
    public List<Member> members(String name) {
        return database.read(tx -> new GroupStore(tx).members(get(tx, name).id()));
    }

    /// Puts a person, a program or another group into a group.
    ///
    /// @param isGroup whether the member's name is that of a group
    public void addMember(String group, String member, boolean isGroup) {
        database.write(tx -> {
            long id = memberId(tx, member, isGroup);
            Act.isAbout("group_name", group);
            if (!addMember(tx, get(tx, group).id(), id, isGroup)) {
                throw ApiException.alreadyExists("%s is in the group '%s' already.".formatted(member, group));
            }
            return true;
        });
    }

    public void removeMember(String group, String member, boolean isGroup) {
        database.write(tx -> {
            long id = memberId(tx, member, isGroup);
            Act.isAbout("group_name", group);
            if (!removeMember(tx, get(tx, group).id(), id, isGroup)) {
                throw ApiException.missing("%s is not in the group '%s'.".formatted(member, group));
            }
            return true;
        });
    }

    private static long memberId(Transaction tx, String name, boolean isGroup) {
        return isGroup ? get(tx, name).id() : Permissions.userId(tx, name);
    }

    /// Makes these the groups that a person or a program is in by themselves, as a directory says when they sign in.
    /// Names of which there is no group are passed over.
    ///
    /// @param names names of groups, or the ids by which a directory knows them
    public static void set(Transaction tx, long user, Collection<String> names) {
        GroupStore store = new GroupStore(tx);
        List<Long> before = store.groupsOf(user);
        List<Long> after = store.named(names);
        boolean changed = false;
        for (long group : before) {
            changed |= !after.contains(group) && store.remove(group, user);
        }
        for (long group : after) {
            changed |= !before.contains(group) && store.add(group, user);
        }
        if (changed) {
            Permissions.changed(tx, user);
        }
    }

    /// Whether these are the groups that a person or a program is in by themselves; names as for [#set].
    public static boolean are(Transaction tx, long user, Collection<String> names) {
        GroupStore store = new GroupStore(tx);
        return Set.copyOf(store.groupsOf(user)).equals(Set.copyOf(store.named(names)));
    }

    /// By name.
    public static List<Group> all(Transaction tx) {
        return new GroupStore(tx).all();
    }

    public static Optional<Group> find(Transaction tx, String name) {
        return new GroupStore(tx).find(name);
    }

    public static Optional<Group> find(Transaction tx, long id) {
        return new GroupStore(tx).find(id);
    }

    /// Who is in groups by themselves, by the groups' ids.
    public static Map<Long, List<Member>> members(Transaction tx, long... groups) {
        return new GroupStore(tx).members(groups);
    }

    /// The groups that some people, programs or groups are in by themselves, by their ids.
    public static Map<Long, List<Group>> ofMembers(Transaction tx, long... members) {
        return new GroupStore(tx).ofMembers(members);
    }

    /// Adds a group without members, and returns its id.
    ///
    /// @param externalId by which a directory knows it
    public long create(Transaction tx, String name, @Nullable String externalId) {
        check(name, externalId);
        Act.isAbout("group_name", name);
        return new GroupStore(tx).insert(name, externalId, clock.millis()).orElseThrow(() -> taken(name));
    }

    /// Calls a group otherwise. What was given to it stays.
    public static void rename(Transaction tx, long id, String name, @Nullable String externalId) {
        check(name, externalId);
        Act.isAbout("group_name", name);
        try {
            new GroupStore(tx).rename(id, name, externalId);
        } catch (DatabaseException refused) {
            throw refused.isConstraint() ? taken(name) : refused;
        }
    }

    /// Makes these the members of a group.
    ///
    /// @param members ids of people, programs and other groups
    public static void setMembers(Transaction tx, long group, Set<Long> members) {
        Map<Long, Member> before =
                new GroupStore(tx).members(group).stream().collect(Collectors.toMap(Member::id, member -> member));
        before.values().stream()
                .filter(member -> !members.contains(member.id()))
                .forEach(member -> removeMember(tx, group, member.id(), isGroup(member)));
        long[] added = members.stream()
                .filter(id -> !before.containsKey(id))
                .mapToLong(Long::longValue)
                .toArray();
        List<Member> found = new GroupStore(tx).principals(added);
        if (found.size() < added.length) {
            throw ApiException.invalid("Some of the members are neither a user, nor a service principal, nor a group.");
        }
        found.forEach(member -> addMember(tx, group, member.id(), isGroup(member)));
    }

    private static boolean isGroup(Member member) {
        return member.kind() == PrincipalKind.GROUP;
    }

    public static void delete(Transaction tx, long id) {
        find(tx, id).ifPresent(group -> Act.isAbout("group_name", group.name()));
        Permissions.forgetUser(tx, id); // whose rights come from it, or from whoever gets its number
        new GroupStore(tx).delete(id);
    }

    private static ApiException taken(String name) {
        return ApiException.alreadyExists("The group '%s' already exists.".formatted(name));
    }

    private static Group get(Transaction tx, String name) {
        return new GroupStore(tx)
                .find(name)
                .orElseThrow(() -> ApiException.missing("There is no group '%s'.".formatted(name)));
    }

    /// Whether they were not in it.
    private static boolean addMember(Transaction tx, long group, long member, boolean isGroup) {
        GroupStore store = new GroupStore(tx);
        if (isGroup) {
            tx.alone(NESTING);
            requireTree(store, group, member);
        }
        boolean changed = store.add(group, member);
        if (changed) {
            changed(tx, member, isGroup);
        }
        return changed;
    }

    /// Whether they were in it.
    private static boolean removeMember(Transaction tx, long group, long member, boolean isGroup) {
        boolean changed = new GroupStore(tx).remove(group, member);
        if (changed) {
            changed(tx, member, isGroup);
        }
        return changed;
    }

    private static void changed(Transaction tx, long member, boolean isGroup) {
        Act.isAbout("member_id", Long.toString(member));
        if (isGroup) {
            Permissions.forgetAll(tx);
        } else {
            Permissions.changed(tx, member);
        }
    }

    private static void requireTree(GroupStore store, long group, long member) {
        if (store.isWithin(group, member, MAX_LEVELS)) {
            throw ApiException.invalid("A group cannot be in itself, nor in a group that is in it.");
        }
        if (store.levelsUp(group, MAX_LEVELS) + store.levelsDown(member, MAX_LEVELS) > MAX_LEVELS) {
            throw ApiException.invalid("At most %d groups may be in each other.".formatted(MAX_LEVELS));
        }
    }

    private static void check(String name, @Nullable String externalId) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid(
                    "The name of a group has from 1 to %d characters, none of which is invisible.".formatted(MAX_NAME));
        }
        if (externalId != null && externalId.length() > MAX_NAME) {
            throw ApiException.invalid("An externalId has at most %d characters.".formatted(MAX_NAME));
        }
    }
}
