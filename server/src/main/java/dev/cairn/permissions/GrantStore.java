package dev.cairn.permissions;

import dev.cairn.access.Grant;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL of all permissions on a thing, whoever has them.
record GrantStore(Transaction tx) {
    private static final String OF_THING = """
             WHERE resource_type = ? AND resource_pattern = ?
               AND role_id IN (SELECT id FROM roles WHERE workspace_id = ?)
            """;

    /// A role that may reach a thing.
    ///
    /// @param user    whose own it is, a group perhaps; null for one that anybody may have
    /// @param members how many have it
    record Holder(long role, String name, @Nullable String user, boolean isGroup, long members) {}

    /// What each role of a workspace gives that may reach a thing: on itself, on all of its kind, or on the workspace.
    Map<Holder, List<Grant>> reaching(long workspace, GrantedType type, String id) {
        Map<Holder, List<Grant>> grants = new LinkedHashMap<>();
        tx.query(
                """
                SELECT r.id, r.name, u.username, u.kind, p.resource_type, p.resource_pattern, p.permission,
                  (SELECT COUNT(*) FROM role_users m WHERE m.role_id = r.id) AS members
                FROM role_permissions p JOIN roles r ON r.id = p.role_id LEFT JOIN users u ON u.id = r.user_id
                WHERE r.workspace_id = ?
                  AND (p.resource_type = 'workspace' OR (p.resource_type = ? AND p.resource_pattern IN (?, '*')))
                ORDER BY u.username_key, r.name, p.id
                """,
                row -> {
                    Holder holder = new Holder(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("username"),
                            PrincipalKind.GROUP.name().equals(row.getString("kind")),
                            row.getLong("members"));
                    GrantedType on = GrantedType.of(row.getString("resource_type"));
                    return grants.computeIfAbsent(holder, role -> new ArrayList<>())
                            .add(new Grant(
                                    on.requireResource(),
                                    row.getString("resource_pattern"),
                                    GrantedLevel.of(row.getString("permission"))));
                },
                workspace,
                type.wireName(),
                id);
        return grants;
    }

    /// What somebody's own role gives on a thing of a workspace.
    record Own(long user, String type, String id, String permission) {}

    /// All that own roles give in a workspace on things by their ids or names.
    List<Own> own(long workspace) {
        return tx.query(
                """
                SELECT r.user_id, p.resource_type, p.resource_pattern, p.permission
                FROM roles r JOIN role_permissions p ON p.role_id = r.id
                WHERE r.workspace_id = ? AND r.user_id IS NOT NULL AND p.resource_pattern <> '*' ORDER BY p.id
                """,
                row -> new Own(
                        row.getLong("user_id"),
                        row.getString("resource_type"),
                        row.getString("resource_pattern"),
                        row.getString("permission")),
                workspace);
    }

    /// How many there were, with those on what had the new name before.
    int rename(long workspace, String type, String from, String to) {
        int gone = delete(workspace, type, to);
        return gone
                + tx.update("UPDATE role_permissions SET resource_pattern = ?" + OF_THING, to, type, from, workspace);
    }

    /// On an experiment and its scorers, whose ids begin with that of the experiment. How many there were.
    int deleteExperiment(long id) {
        return tx.update("""
                DELETE FROM role_permissions
                WHERE (resource_type = 'experiment' AND resource_pattern = ?)
                   OR (resource_type = 'scorer' AND resource_pattern >= ? AND resource_pattern < ?)
                """, Long.toString(id), id + "/", id + "0");
    }

    /// On all things of a kind in a workspace.
    void deleteAll(long workspace, String type) {
        tx.update("""
                DELETE FROM role_permissions WHERE resource_type = ? AND role_id IN
                (SELECT id FROM roles WHERE workspace_id = ?)
                """, type, workspace);
    }

    /// How many there were.
    int delete(long workspace, String type, String id) {
        return tx.update("DELETE FROM role_permissions" + OF_THING, type, id, workspace);
    }
}
