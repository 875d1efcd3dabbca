package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads experiments of an MLflow database.
final class MlflowExperimentReader {
    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;

    /// The workspace that is read; databases before MLflow 3.10 have none.
    private final String workspace;

    MlflowExperimentReader(ReadOnlyDatabase database, MlflowSchema schema, String workspace) {
        this.database = database;
        this.schema = schema;
        this.workspace = workspace;
    }

    static String revision(ReadOnlyDatabase database) {
        return database.find("SELECT version_num FROM alembic_version", row -> row.getString(1))
                .orElse("none");
    }

    List<Experiment> experiments() {
        Map<Long, List<Tag>> tags = tags();
        return database.query(
                """
                SELECT experiment_id, name, artifact_location, lifecycle_stage, %s, %s FROM experiments
                WHERE %s = ? ORDER BY experiment_id
                """.formatted(
                                schema.orNull("experiments", "creation_time"),
                                schema.orNull("experiments", "last_update_time"),
                                workspaceOf("experiments")),
                row -> new Experiment(
                        Long.toString(row.getLong("experiment_id")),
                        row.getString("name"),
                        Objects.requireNonNullElse(row.getString("artifact_location"), ""),
                        Objects.requireNonNullElse(row.getString("lifecycle_stage"), "active"),
                        row.getLong("last_update_time"),
                        row.getLong("creation_time"),
                        tags.getOrDefault(row.getLong("experiment_id"), List.of()),
                        workspace),
                workspace);
    }

    /// The other workspaces that have experiments.
    List<String> otherWorkspaces() {
        return database.query(
                "SELECT DISTINCT %1$s FROM experiments WHERE %1$s <> ?".formatted(workspaceOf("experiments")),
                row -> row.getString(1),
                workspace);
    }

    /// The expression of a table's workspace.
    private String workspaceOf(String table) {
        return schema.has(table, "workspace") ? "workspace" : "'default'";
    }

    private Map<Long, List<Tag>> tags() {
        Map<Long, List<Tag>> tags = new HashMap<>();
        if (schema.has("experiment_tags")) {
            database.query(
                    "SELECT experiment_id, key, value FROM experiment_tags ORDER BY key",
                    row -> tags.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new Tag(row.getString(2), row.getString(3))));
        }
        return tags;
    }

    long count(String table) {
        return schema.has(table)
                ? database.find("SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                        .orElse(0L)
                : 0;
    }
}
