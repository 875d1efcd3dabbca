package dev.cairn.workspaces;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The SQL of what happens to all that a workspace has when that ends.
record EmptyingStore(Transaction tx, long workspace) {
    private static final String EXPERIMENTS = "experiments";

    /// What has no trash to go to.
    private static final List<String> OTHERS = List.of(
            "serving_endpoints",
            "secret_scopes",
            "webhooks",
            "registered_models",
            "evaluation_datasets",
            "saved_views");

    /// What has rows of a workspace that people would miss.
    private static final List<String> TABLES =
            Stream.concat(Stream.of(EXPERIMENTS), OTHERS.stream()).toList();

    /// Where there is something; empty for an empty workspace.
    Optional<String> firstTableInUse() {
        return TABLES.stream()
                .filter(table -> tx.find(
                                "SELECT 1 FROM " + table + " WHERE workspace_id = ? LIMIT 1", row -> 1, workspace)
                        .isPresent())
                .findFirst();
    }

    /// What has a name that something of its kind has in the default workspace, such as `experiment 'one'`.
    List<String> clashes(int most) {
        return tx.query(
                """
                SELECT 'experiment' AS kind, e.name FROM experiments e JOIN experiments d ON d.name = e.name
                WHERE e.workspace_id = ? AND d.workspace_id = ?
                UNION ALL
                SELECT 'registered model', m.name FROM registered_models m JOIN registered_models d ON d.name = m.name
                WHERE m.workspace_id = ? AND d.workspace_id = ?
                UNION ALL
                SELECT 'serving endpoint', e.name FROM serving_endpoints e JOIN serving_endpoints d ON d.name = e.name
                WHERE e.workspace_id = ? AND d.workspace_id = ?
                UNION ALL
                SELECT 'secret scope', s.name FROM secret_scopes s JOIN secret_scopes d ON d.name_key = s.name_key
                WHERE s.workspace_id = ? AND d.workspace_id = ?
                ORDER BY 1, 2 LIMIT ?
                """,
                row -> "%s '%s'".formatted(row.getString("kind"), row.getString("name")),
                workspace,
                Workspace.DEFAULT.id(),
                workspace,
                Workspace.DEFAULT.id(),
                workspace,
                Workspace.DEFAULT.id(),
                workspace,
                Workspace.DEFAULT.id(),
                most);
    }

    /// Puts experiments into the trash, under names that are free in the default workspace, and deletes the rest.
    void deleteAll(String name, long now) {
        tx.update("""
                UPDATE runs SET lifecycle_stage = 'deleted', deleted_time = ? WHERE lifecycle_stage = 'active'
                  AND experiment_id IN (SELECT id FROM experiments WHERE workspace_id = ?)
                """, now, workspace);
        tx.update("""
                UPDATE experiments SET lifecycle_stage = 'deleted', last_update_time = ?
                WHERE workspace_id = ? AND lifecycle_stage = 'active'
                """, now, workspace);
        tx.update("""
                UPDATE experiments SET name = substr(name, 1, 400) || ' (' || ? || ', ' || id || ')'
                WHERE workspace_id = ? AND name IN (SELECT name FROM experiments WHERE workspace_id = ?)
                """, name, workspace, Workspace.DEFAULT.id());
        for (String table : OTHERS) {
            tx.update("DELETE FROM " + table + " WHERE workspace_id = ?", workspace);
        }
    }

    /// Moves what is left to the default workspace. Answers that were kept for repeated requests are forgotten. What
    /// everybody might do with secrets who used the workspace is not for everybody there.
    void moveAll() {
        tx.update("UPDATE secret_scopes SET users_permission = NULL WHERE workspace_id = ?", workspace);
        tx.update("DELETE FROM idempotency_keys WHERE workspace_id = ?", workspace);
        for (String table : TABLES) {
            move(table);
        }
        move("model_versions");
        move("purges");
    }

    private void move(String table) {
        tx.update(
                "UPDATE " + table + " SET workspace_id = ? WHERE workspace_id = ?", Workspace.DEFAULT.id(), workspace);
    }

    void delete() {
        tx.update("DELETE FROM workspaces WHERE id = ?", workspace);
    }
}
