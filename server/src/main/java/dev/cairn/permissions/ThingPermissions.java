package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.access.Grant;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.GrantStore.Holder;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.permissions.ListPermissions;
import dev.cairn.protocol.permissions.ListPermissions.Inherited;
import dev.cairn.protocol.permissions.ListPermissions.Person;
import dev.cairn.protocol.permissions.SetUserPermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may do what with one thing: told to who manages it, and changed by them.
final class ThingPermissions {
    private static final Set<GrantedType> SHARED = EnumSet.of(
            GrantedType.EXPERIMENT, GrantedType.REGISTERED_MODEL, GrantedType.PROMPT, GrantedType.SERVING_ENDPOINT);

    private final Database database;
    private final Changes changes;

    ThingPermissions(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    ListPermissions.Response list(Caller caller, ListPermissions request) {
        GrantedType type = root(request.resourceType());
        Resource kind = type.requireResource();
        String id = request.resourceId();
        Level own = caller.rights().level(kind, id);
        if (own == Level.NONE) {
            throw ApiException.missing("There is no %s '%s'.".formatted(kind.words(), id));
        }
        List<Person> people = new ArrayList<>();
        List<Inherited> roles = new ArrayList<>();
        Map<Holder, List<Grant>> grants = database.read(
                tx -> new GrantStore(tx).reaching(caller.workspace().id(), type, id));
        grants.forEach((holder, all) -> {
            String person = holder.user();
            List<Grant> others = new ArrayList<>(all);
            for (Grant grant : all) {
                if (person != null && grant.pattern().equals(id)) {
                    people.add(new Person(person, holder.isGroup(), GrantedLevel.exactly(grant.level())));
                    others.remove(grant);
                }
            }
            if (!others.isEmpty()) {
                roles.add(inherited(holder, Rights.of(others).level(kind, id)));
            }
        });
        if (own != Level.MANAGE) {
            people.removeIf(person -> !person.permission().equals(Level.MANAGE.name()));
            roles.clear();
        }
        roles.sort(Comparator.comparing(role -> GrantedLevel.of(role.permission()), Comparator.reverseOrder()));
        return new ListPermissions.Response(GrantedLevel.exactly(own), people, roles);
    }

    private static Inherited inherited(Holder holder, Level level) {
        return new Inherited(
                holder.role(), holder.name(), holder.user(), GrantedLevel.exactly(level), holder.members());
    }

    /// Grants, whatever was granted to them on it before.
    Empty set(Caller caller, SetUserPermission request) {
        GrantedType type = root(request.resourceType());
        type.checkPattern(request.resourceId());
        GrantedLevel.check(request.permission(), type);
        return database.write(tx -> {
            new Standing(tx, caller).requireGrants(type, request.resourceId());
            Grantee grantee = Grantee.of(tx, request.username(), request.groupName());
            long role = OwnRoles.of(tx, grantee.id(), caller.workspace());
            RoleStore store = new RoleStore(tx);
            @Nullable String before = store.given(role, type.wireName(), request.resourceId());
            store.setPermission(role, type.wireName(), request.resourceId(), request.permission());
            grantee.changed(tx);
            changes.tell(
                    tx,
                    caller,
                    new PermissionChange(
                            caller.workspace(),
                            type.wireName(),
                            request.resourceId(),
                            grantee.name(),
                            before,
                            request.permission()));
            return Empty.EMPTY;
        });
    }

    /// What is shared as a whole.
    private static GrantedType root(String wireName) {
        GrantedType type = GrantedType.of(wireName);
        if (!SHARED.contains(type)) {
            throw ApiException.invalid(
                    "A single %s is not shared: share what it is in, as one of these resource types: %s."
                            .formatted(
                                    wireName,
                                    SHARED.stream().map(GrantedType::wireName).collect(Collectors.joining(", "))));
        }
        return type;
    }
}
