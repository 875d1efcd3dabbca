package dev.cairn.lineage;

import dev.cairn.access.Workspace;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.lineage.LineageEdgeKind;
import dev.cairn.protocol.lineage.LineageKind;
import dev.cairn.registry.ReachedModelQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of things in graphs: what a query about each kind has, and how they are found by what
/// they are called.
final class ThingReader {
    /// Longer ones are left out of graphs.
    private static final int MAX_SOURCE = 2_000;

    private static final String OF_EXPERIMENT =
            " JOIN experiments e ON e.id = %s.experiment_id JOIN workspaces w ON w.id = e.workspace_id ";

    /// Columns of `runs r`, with what has to be joined, and the condition that they are there.
    static final String RUN = """
            r.id AS found, r.name AS name, r.run_id AS id, e.workspace_id AS workspace_id, w.name AS workspace,
            r.experiment_id AS experiment, CASE WHEN r.lifecycle_stage = 'active' THEN r.status ELSE 'DELETED' END AS status,
            r.start_time AS time, NULL AS source""";

    static final String OF_RUN = OF_EXPERIMENT.formatted("r");
    static final String HAS_RUN = " r.lifecycle_stage <> 'purging' ";

    /// Columns of `logged_models l`.
    static final String MODEL = """
            l.id AS found, l.name AS name, l.model_id AS id, e.workspace_id AS workspace_id, w.name AS workspace,
            l.experiment_id AS experiment, CASE WHEN l.lifecycle_stage = 'active' THEN l.status ELSE 'DELETED' END AS status,
            l.creation_time AS time, NULL AS source""";

    static final String OF_MODEL = OF_EXPERIMENT.formatted("l");
    static final String HAS_MODEL = " l.lifecycle_stage <> 'purging' ";

    /// Columns of `datasets d`.
    static final String DATASET = """
            d.id AS found, d.name AS name, d.digest AS id, e.workspace_id AS workspace_id, w.name AS workspace,
            d.experiment_id AS experiment, d.source_type AS status, NULL AS time,
            CASE WHEN length(d.source) <= %d THEN d.source END AS source""".formatted(MAX_SOURCE);

    static final String OF_DATASET = OF_EXPERIMENT.formatted("d");

    /// Columns of `model_versions v`.
    static final String VERSION = """
            v.id AS found, m.name AS name, v.version AS id, m.workspace_id AS workspace_id, w.name AS workspace,
            NULL AS experiment, COALESCE(c.status, v.stage) AS status, v.creation_time AS time, NULL AS source, %s""".formatted(ReachedModelQuery.IS_PROMPT);

    static final String OF_VERSION = """
             JOIN registered_models m ON m.id = v.model JOIN workspaces w ON w.id = m.workspace_id
            LEFT JOIN securables s ON m.workspace_id = %d AND s.full_name = m.name
            LEFT JOIN catalog_versions c ON c.securable = s.id AND c.version = v.version
            """.formatted(Workspace.CATALOGUE.id());

    static final String HAS_VERSION = " v.stage <> 'Deleted_Internal' ";

    /// Columns of `serving_endpoints e`, which are known by their names.
    static final String ENDPOINT = """
            e.id AS found, e.name AS name, e.name AS id, e.workspace_id AS workspace_id, w.name AS workspace,
            NULL AS experiment, NULL AS status, e.creation_time AS time, NULL AS source""";

    static final String OF_ENDPOINT = " JOIN workspaces w ON w.id = e.workspace_id ";

    private final Transaction tx;

    ThingReader(Transaction tx) {
        this.tx = tx;
    }

    static Row<Thing> row(LineageKind kind) {
        return row -> thing(kind, row);
    }

    static Thing version(ResultSet row) throws SQLException {
        boolean isGoverned = row.getLong("workspace_id") == Workspace.CATALOGUE.id();
        LineageKind kind = isGoverned
                ? LineageKind.CATALOG_VERSION
                : row.getBoolean("is_prompt") ? LineageKind.PROMPT_VERSION : LineageKind.MODEL_VERSION;
        return thing(kind, row);
    }

    private static Thing thing(LineageKind kind, ResultSet row) throws SQLException {
        return new Thing(
                kind,
                row.getLong("found"),
                row.getString("name"),
                row.getString("id"),
                new Workspace(row.getLong("workspace_id"), row.getString("workspace")),
                Row.longOrNull(row, "experiment"),
                row.getString("status"),
                Row.longOrNull(row, "time"),
                row.getString("source"));
    }

    /// A step to a thing, from the row that is `near`.
    static Row<Step> step(LineageEdgeKind edge, Row<Thing> thing) {
        return row -> new Step(row.getLong("near"), thing.read(row), edge, null, null, null);
    }

    /// A step to a thing, with the `detail` of how.
    static Row<Step> detailed(LineageEdgeKind edge, Row<Thing> thing) {
        return row -> new Step(row.getLong("near"), thing.read(row), edge, null, null, row.getString("detail"));
    }

    /// A run of any workspace.
    Optional<Thing> run(String runId) {
        return tx.find(
                "SELECT " + RUN + " FROM runs r" + OF_RUN + "WHERE r.run_id = ? AND" + HAS_RUN,
                row(LineageKind.RUN),
                runId);
    }

    /// A logged model of any workspace.
    Optional<Thing> model(String modelId) {
        return tx.find(
                "SELECT " + MODEL + " FROM logged_models l" + OF_MODEL + "WHERE l.model_id = ? AND" + HAS_MODEL,
                row(LineageKind.LOGGED_MODEL),
                modelId);
    }

    /// A data set of a workspace, in each experiment that has it.
    List<Thing> datasets(Workspace workspace, @Nullable String name, String digest) {
        return tx.query(
                "SELECT " + DATASET + " FROM datasets d" + OF_DATASET
                        + "WHERE d.name = ? AND d.digest = ? AND e.workspace_id = ? ORDER BY d.id DESC",
                row(LineageKind.DATASET),
                name,
                digest,
                workspace.id());
    }

    /// An endpoint of this server.
    Optional<Thing> endpoint(Workspace workspace, String name) {
        return tx.find(
                "SELECT " + ENDPOINT + " FROM serving_endpoints e" + OF_ENDPOINT
                        + "WHERE e.workspace_id = ? AND e.name = ?",
                row(LineageKind.ENDPOINT),
                workspace.id(),
                name);
    }

    Optional<Thing> version(Workspace workspace, @Nullable String name, long version) {
        return tx.find(
                "SELECT " + VERSION + " FROM model_versions v" + OF_VERSION
                        + "WHERE m.workspace_id = ? AND m.name = ? AND v.version = ? AND" + HAS_VERSION,
                ThingReader::version,
                workspace.id(),
                name,
                version);
    }
}
