package dev.cairn.tracking;

import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The SQL that puts runs into another experiment with what belongs to them: the keys that the experiment lists,
/// its data sets, and the logged models that they made. Everything logged to a run is kept by the run's number,
/// and stays. So do files, and traces, which belong to the experiment in which they were logged.
final class RunMoveStore {
    private static final Map<String, String> KEYS =
            new TreeMap<>(Map.of("metrics", "metric_series", "params", "run_params", "tags", "run_tags"));

    private final Transaction tx;

    RunMoveStore(Transaction tx) {
        this.tx = tx;
    }

    /// Moves runs of one experiment, by their numbers and ids. Others must not have moved or purged them meanwhile:
    /// then everything begins anew.
    void move(long from, long to, long[] runs, List<String> runIds) {
        tx.queryIn(
                "SELECT id FROM runs WHERE id IN (:ids) ORDER BY id " + tx.locking("runs"),
                row -> row.getLong(1),
                runs);
        int moved = tx.updateIn(
                "UPDATE runs SET experiment_id = ?, is_moved = " + isOwn("run_id", "'/'")
                        + " WHERE experiment_id = ? AND lifecycle_stage <> 'purging' AND id IN (:ids)",
                runs,
                to,
                from,
                from);
        if (moved != runs.length) {
            throw tx.overtaken();
        }
        moveDataSets(to, runs);
        moveModels(from, to, runIds);
        noteKeys(to, runs);
    }

    /// Whether the folder of a row's files is the one that the server made for it in the experiment that it leaves.
    private static String isOwn(String id, String between) {
        return """
                CASE WHEN is_moved = 1 OR artifact_uri = (
                    SELECT rtrim(e.artifact_location, '/') FROM experiments e WHERE e.id = ?) || %s || %s || '/artifacts'
                  THEN 1 ELSE 0 END
                """.formatted(between, id);
    }

    /// In the order in which logging notes them, and at last: whoever had the rows of the runs has added keys.
    /// A key that is first logged while the move ends is noted where the run was, and here once it is logged again.
    private void noteKeys(long to, long[] runs) {
        KEYS.forEach((kind, table) -> tx.updateIn("""
                INSERT INTO experiment_keys (experiment_id, kind, name_id)
                SELECT DISTINCT CAST(? AS BIGINT), '%s', name_id FROM %s WHERE run IN (:ids) ORDER BY name_id
                ON CONFLICT (experiment_id, kind, name_id) DO NOTHING
                """.formatted(kind, table), runs, to));
    }

    /// Data sets belong to an experiment, which takes them with it when it is purged.
    private void moveDataSets(long to, long[] runs) {
        tx.updateIn("""
                INSERT INTO datasets (experiment_id, name, digest, source_type, source, schema_json, profile)
                SELECT CAST(? AS BIGINT), d.name, d.digest, d.source_type, d.source, d.schema_json, d.profile
                FROM datasets d WHERE d.id IN (SELECT i.dataset_id FROM dataset_inputs i WHERE i.run IN (:ids))
                ORDER BY d.id ON CONFLICT (experiment_id, name, digest) DO NOTHING
                """, runs, to);
        tx.updateIn("""
                UPDATE dataset_inputs SET dataset_id = (
                  SELECT moved.id FROM datasets d JOIN datasets moved
                    ON moved.experiment_id = ? AND moved.name = d.name AND moved.digest = d.digest
                  WHERE d.id = dataset_inputs.dataset_id)
                WHERE run IN (:ids)
                """, runs, to);
    }

    private void moveModels(long from, long to, List<String> runIds) {
        long[] models = tx
                .queryIn(
                        "SELECT id FROM logged_models WHERE experiment_id = ? AND source_run_id IN (:ids)",
                        row -> row.getLong(1),
                        runIds,
                        from)
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        if (models.length > 0) {
            tx.updateIn(
                    "UPDATE logged_models SET experiment_id = ?, is_moved = " + isOwn("model_id", "'/models/'")
                            + " WHERE lifecycle_stage <> 'purging' AND id IN (:ids)",
                    models,
                    to,
                    from);
            tx.updateIn("UPDATE logged_model_metrics SET experiment_id = ? WHERE model IN (:ids)", models, to);
        }
    }
}
