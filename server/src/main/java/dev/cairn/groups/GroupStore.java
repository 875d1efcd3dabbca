package dev.cairn.groups;

import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of groups and of who is in them.
record GroupStore(Transaction tx) {
    private static final Row<Group> GROUP =
            row -> new Group(row.getLong("id"), row.getString("username"), row.getString("external_id"));
    private static final Row<Member> MEMBER = row -> new Member(
            row.getLong("id"),
            PrincipalKind.valueOf(row.getString("kind")),
            row.getString("username"),
            row.getString("display_name"));
    private static final String LEVELS = """
        WITH RECURSIVE reached (id, level) AS (
          SELECT CAST(? AS BIGINT), 1
          UNION
          SELECT m.%s, reached.level + 1 FROM group_members m JOIN reached ON m.%s = reached.id %s
          WHERE reached.level <= ?)
        """;
    private static final String UP = LEVELS.formatted("group_id", "member_id", "");
    private static final String DOWN =
            LEVELS.formatted("member_id", "group_id", "JOIN users u ON u.id = m.member_id AND u.kind = 'GROUP'");

    List<Group> all() {
        return tx.query("SELECT * FROM users WHERE kind = 'GROUP' ORDER BY username_key", GROUP);
    }

    Optional<Group> find(String name) {
        return tx.find("SELECT * FROM users WHERE username_key = ?", GROUP, PrincipalKind.GROUP.key(name));
    }

    Optional<Group> find(long id) {
        return tx.find("SELECT * FROM users WHERE id = ? AND kind = 'GROUP'", GROUP, id);
    }

    /// Those of some ids who are there.
    List<Member> principals(long... ids) {
        return tx.queryIn("SELECT * FROM users WHERE id IN (:ids)", MEMBER, ids);
    }

    /// By group; those of each by kind and name.
    Map<Long, List<Member>> members(long... groups) {
        Map<Long, List<Member>> members = new HashMap<>();
        tx.queryIn(
                """
                SELECT u.*, m.group_id FROM group_members m JOIN users u ON u.id = m.member_id
                WHERE m.group_id IN (:ids) ORDER BY u.kind, u.username_key
                """,
                row -> members.computeIfAbsent(row.getLong("group_id"), group -> new ArrayList<>())
                        .add(MEMBER.read(row)),
                groups);
        return members;
    }

    /// By member.
    Map<Long, List<Group>> ofMembers(long... members) {
        Map<Long, List<Group>> groups = new HashMap<>();
        tx.queryIn(
                """
                SELECT u.*, m.member_id FROM group_members m JOIN users u ON u.id = m.group_id
                WHERE m.member_id IN (:ids) ORDER BY u.username_key
                """,
                row -> groups.computeIfAbsent(row.getLong("member_id"), member -> new ArrayList<>())
                        .add(GROUP.read(row)),
                members);
        return groups;
    }

    void rename(long group, String name, @Nullable String externalId) {
        tx.update(
                "UPDATE users SET username = ?, username_key = ?, external_id = ? WHERE id = ?",
                name,
                PrincipalKind.GROUP.key(name),
                externalId,
                group);
    }

    /// The ids of the groups that have one of these names, or are known by one of them in a directory.
    List<Long> named(Collection<String> names) {
        List<String> keys = names.stream().map(PrincipalKind.GROUP::key).toList();
        List<Long> ids = tx.queryIn("SELECT id FROM users WHERE username_key IN (:ids)", row -> row.getLong(1), keys);
        ids.addAll(tx.queryIn(
                "SELECT id FROM users WHERE kind = 'GROUP' AND external_id IN (:ids)", row -> row.getLong(1), names));
        return ids.stream().distinct().toList();
    }

    /// Adds a group; empty if there is one of the name.
    Optional<Long> insert(String name, @Nullable String externalId, long now) {
        return tx.find("""
            INSERT INTO users
              (kind, username, username_key, external_id, password_hash, is_admin, creation_time)
            VALUES ('GROUP', ?, ?, ?, '', 0, ?) ON CONFLICT DO NOTHING RETURNING id
            """, row -> row.getLong(1), name, PrincipalKind.GROUP.key(name), externalId, now);
    }

    void delete(long group) {
        tx.update("DELETE FROM users WHERE id = ?", group);
    }

    /// By kind and name.
    List<Member> members(long group) {
        return members(new long[] {group}).getOrDefault(group, List.of());
    }

    /// The ids of the groups that somebody is in by themselves.
    List<Long> groupsOf(long member) {
        return tx.query(
                "SELECT group_id FROM group_members WHERE member_id = ? ORDER BY group_id",
                row -> row.getLong(1),
                member);
    }

    /// Whether they were not in it.
    boolean add(long group, long member) {
        return tx.update(
                        "INSERT INTO group_members (group_id, member_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        group,
                        member)
                == 1;
    }

    /// Whether they were in it.
    boolean remove(long group, long member) {
        return tx.update("DELETE FROM group_members WHERE group_id = ? AND member_id = ?", group, member) == 1;
    }

    /// Whether a group is another one, or in it, or in one that is in it, and so on.
    boolean isWithin(long group, long whole, int most) {
        return tx.find(UP + "SELECT 1 FROM reached WHERE id = ?", row -> 1, group, most, whole)
                .isPresent();
    }

    /// How many groups one is in that are in each other, with itself.
    int levelsUp(long group, int most) {
        return (int) tx.number(UP + "SELECT MAX(level) FROM reached", group, most);
    }

    /// How many groups are in each other below one, with itself.
    int levelsDown(long group, int most) {
        return (int) tx.number(DOWN + "SELECT MAX(level) FROM reached", group, most);
    }
}
