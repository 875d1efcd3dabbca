package dev.cairn.permissions;

import dev.cairn.access.PrincipalKind;
import dev.cairn.access.Workspace;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// The SQL of things by their numbers, and of all that is given on one.
record ManagedThingStore(Transaction tx) {
    private static final String PROMPT_TAG = "mlflow.prompt.is_prompt";
    private static final Row<GivenRow> GIVEN = row -> new GivenRow(
            PrincipalKind.valueOf(row.getString("kind")),
            row.getLong("user_id"),
            row.getString("username"),
            row.getString("display_name"),
            row.getLong("role_id"),
            row.getInt("is_own") != 0,
            row.getString("resource_type"),
            row.getString("resource_pattern"),
            row.getString("permission"));

    Optional<ManagedThing> experiment(Workspace workspace, long id) {
        return tx.find(
                "SELECT id FROM experiments WHERE workspace_id = ? AND id = ?",
                row -> thing(ManagedType.EXPERIMENTS, id, GrantedType.EXPERIMENT, row.getString(1)),
                workspace.id(),
                id);
    }

    /// A registered model, or a prompt, which is one with a tag.
    Optional<ManagedThing> model(Workspace workspace, long id) {
        return tx.find(
                """
                SELECT m.name, EXISTS (SELECT 1 FROM registered_model_tags t
                  WHERE t.model = m.id AND t.name = ? AND lower(t.value) = 'true') AS is_prompt
                FROM registered_models m WHERE m.workspace_id = ? AND m.id = ?
                """,
                row -> thing(
                        ManagedType.REGISTERED_MODELS,
                        id,
                        row.getBoolean("is_prompt") ? GrantedType.PROMPT : GrantedType.REGISTERED_MODEL,
                        row.getString("name")),
                PROMPT_TAG,
                workspace.id(),
                id);
    }

    Optional<ManagedThing> endpoint(Workspace workspace, long id) {
        return tx.find(
                "SELECT id FROM serving_endpoints WHERE workspace_id = ? AND id = ?",
                row -> thing(ManagedType.SERVING_ENDPOINTS, id, GrantedType.SERVING_ENDPOINT, row.getString(1)),
                workspace.id(),
                id);
    }

    private static ManagedThing thing(ManagedType type, long id, GrantedType granted, String pattern) {
        return new ManagedThing(type, Long.toString(id), granted, pattern);
    }

    /// All that roles give on a thing, or on the whole workspace, and to whom; by kind and name.
    List<GivenRow> given(Workspace workspace, ManagedThing thing) {
        return tx.query("""
            SELECT u.kind, m.user_id, u.username, u.display_name, r.id AS role_id,
              CASE WHEN r.user_id IS NULL THEN 0 ELSE 1 END AS is_own,
              p.resource_type, p.resource_pattern, p.permission
            FROM roles r JOIN role_permissions p ON p.role_id = r.id
              JOIN role_users m ON m.role_id = r.id JOIN users u ON u.id = m.user_id
            WHERE r.workspace_id = ? AND (p.resource_type = 'workspace'
              OR (p.resource_type = ? AND p.resource_pattern IN (?, '*')))
            ORDER BY u.kind DESC, u.username_key, is_own DESC, r.id, p.id
            """, GIVEN, workspace.id(), thing.granted().wireName(), thing.pattern());
    }

    /// Administrators of the server, who may do everything.
    List<GivenRow> admins() {
        return tx.query("""
            SELECT kind, id AS user_id, username, display_name, 0 AS role_id, 0 AS is_own,
              'server' AS resource_type, '*' AS resource_pattern, 'MANAGE' AS permission
            FROM users WHERE is_admin = 1 ORDER BY username_key
            """, GIVEN);
    }

    Optional<Long> principal(PrincipalKind kind, String name) {
        return tx.find(
                "SELECT id FROM users WHERE kind = ? AND username_key = ?",
                row -> row.getLong(1),
                kind.name(),
                kind.key(name));
    }
}
