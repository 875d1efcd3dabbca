package dev.cairn.workspaces;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Membership;
import dev.cairn.protocol.workspaces.TraceArchivalConfig;
import dev.cairn.protocol.workspaces.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of workspaces.
final class WorkspaceStore {
    private static final Row<Workspace> ROW = row -> new Workspace(
            row.getString("name"),
            row.getString("description"),
            row.getString("artifact_root"),
            archival(row.getString("trace_archival_location"), row.getString("trace_archival_retention")));

    private static final String OF_USER = Membership.of("username_key") + """
            SELECT * FROM workspaces WHERE id = 1 OR id IN (
              SELECT r.workspace_id FROM mine JOIN role_users m ON m.user_id = mine.id
              JOIN roles r ON r.id = m.role_id JOIN role_permissions p ON p.role_id = r.id)
            ORDER BY name
            """;

    private final Transaction tx;

    WorkspaceStore(Transaction tx) {
        this.tx = tx;
    }

    private static @Nullable TraceArchivalConfig archival(@Nullable String location, @Nullable String retention) {
        return location == null && retention == null ? null : new TraceArchivalConfig(location, retention);
    }

    List<Workspace> all() {
        return tx.query("SELECT * FROM workspaces WHERE id > 0 ORDER BY name", ROW);
    }

    /// The default one, and those in which somebody, or a group of theirs, has a role that gives something.
    List<Workspace> of(String userKey) {
        return tx.query(OF_USER, ROW, userKey);
    }

    Optional<Workspace> find(String name) {
        return tx.find("SELECT * FROM workspaces WHERE name = ? AND id > 0 " + tx.locking("workspaces"), ROW, name);
    }

    /// Adds a workspace; empty if there is one of its name.
    Optional<Long> insert(Workspace workspace) {
        return tx.find(
                        "INSERT INTO workspaces (name) VALUES (?) ON CONFLICT (name) DO NOTHING RETURNING id",
                        row -> row.getLong(1),
                        workspace.name())
                .map(id -> {
                    update(workspace);
                    return id;
                });
    }

    void update(Workspace workspace) {
        TraceArchivalConfig archival = workspace.traceArchivalConfig();
        tx.update(
                """
                UPDATE workspaces SET description = ?, artifact_root = ?, trace_archival_location = ?,
                  trace_archival_retention = ?
                WHERE name = ?
                """,
                workspace.description(),
                workspace.defaultArtifactRoot(),
                archival == null ? null : archival.location(),
                archival == null ? null : archival.retention(),
                workspace.name());
    }
}
