package dev.cairn.tracking;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DatasetSummary;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The SQL of what runs read and wrote: data sets and logged models.
final class InputStore {
    private final Transaction tx;

    InputStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds the new ones among data sets of an experiment, in the order of their names: two transactions that add the
    /// same ones would else wait for each other crosswise.
    void addDatasets(long experimentId, List<DatasetInput> inputs) {
        inputs.stream()
                .map(DatasetInput::dataset)
                .sorted(Comparator.comparing(Dataset::name).thenComparing(Dataset::digest))
                .forEach(dataset -> datasetId(experimentId, dataset));
    }

    /// The number of a data set of an experiment, which is added if it is new.
    long datasetId(long experimentId, Dataset dataset) {
        return tx.find(
                        "SELECT id FROM datasets WHERE experiment_id = ? AND name = ? AND digest = ?",
                        row -> row.getLong(1),
                        experimentId,
                        dataset.name(),
                        dataset.digest())
                .orElseGet(() -> insertDataset(experimentId, dataset));
    }

    private long insertDataset(long experimentId, Dataset dataset) {
        return tx.number(
                """
                INSERT INTO datasets (experiment_id, name, digest, source_type, source, schema_json, profile)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (experiment_id, name, digest) DO UPDATE SET name = excluded.name
                RETURNING id
                """,
                experimentId,
                dataset.name(),
                dataset.digest(),
                dataset.sourceType(),
                dataset.source(),
                dataset.schema(),
                dataset.profile());
    }

    /// Links a run to a data set; a link that is there already stays as it is, tags included.
    void addDataset(long run, long datasetId, List<Tag> tags) {
        tx.find("""
                        INSERT INTO dataset_inputs (run, dataset_id) VALUES (?, ?)
                        ON CONFLICT (run, dataset_id) DO NOTHING RETURNING id
                        """, row -> row.getLong(1), run, datasetId)
                .ifPresent(input -> tags.forEach(tag -> tx.update("""
                        INSERT INTO dataset_input_tags (input_id, name, value) VALUES (?, ?, ?)
                        ON CONFLICT (input_id, name) DO UPDATE SET value = excluded.value
                        """, input, tag.key(), tag.value())));
    }

    void addModel(long run, String modelId) {
        tx.update(
                "INSERT INTO run_model_inputs (run, model_id) VALUES (?, ?) ON CONFLICT (run, model_id) DO NOTHING",
                run,
                modelId);
    }

    void addOutput(long run, String modelId, long step) {
        tx.update("""
                INSERT INTO run_model_outputs (run, model_id, step) VALUES (?, ?, ?)
                ON CONFLICT (run, model_id) DO UPDATE SET step = excluded.step
                """, run, modelId, step);
    }

    /// The data sets of runs, by the runs' numbers.
    Map<Long, List<DatasetInput>> datasets(long[] runs) {
        Map<Long, List<Tag>> tags = new HashMap<>();
        tx.queryIn(
                """
                SELECT t.input_id, t.name, t.value FROM dataset_input_tags t JOIN dataset_inputs i ON i.id = t.input_id
                WHERE i.run IN (:ids) ORDER BY t.name
                """,
                row -> tags.computeIfAbsent(row.getLong(1), input -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                runs);
        Map<Long, List<DatasetInput>> inputs = new HashMap<>();
        tx.queryIn(
                """
                SELECT i.run, i.id, d.name, d.digest, d.source_type, d.source, d.schema_json, d.profile
                FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset_id
                WHERE i.run IN (:ids) ORDER BY i.id
                """,
                row -> inputs.computeIfAbsent(row.getLong(1), run -> new ArrayList<>())
                        .add(new DatasetInput(
                                tags.getOrDefault(row.getLong(2), List.of()),
                                new Dataset(
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8)))),
                runs);
        return inputs;
    }

    List<ModelInput> models(long run) {
        return tx.query(
                "SELECT model_id FROM run_model_inputs WHERE run = ? ORDER BY model_id",
                row -> new ModelInput(row.getString(1)),
                run);
    }

    /// The models that runs wrote, by the runs' numbers.
    Map<Long, List<ModelOutput>> outputs(long[] runs) {
        Map<Long, List<ModelOutput>> outputs = new HashMap<>();
        tx.queryIn(
                "SELECT run, model_id, step FROM run_model_outputs WHERE run IN (:ids) ORDER BY model_id",
                row -> outputs.computeIfAbsent(row.getLong(1), run -> new ArrayList<>())
                        .add(new ModelOutput(row.getString(2), row.getLong(3))),
                runs);
        return outputs;
    }

    /// The data sets that runs of some experiments of the workspace used, each context once.
    List<DatasetSummary> summaries(long[] experimentIds, int limit) {
        List<DatasetSummary> found = tx.queryIn(
                """
                SELECT DISTINCT d.experiment_id, d.name, d.digest, t.value
                FROM datasets d
                JOIN dataset_inputs i ON i.dataset_id = d.id
                JOIN runs r ON r.id = i.run AND r.lifecycle_stage = 'active'
                LEFT JOIN dataset_input_tags t ON t.input_id = i.id AND t.name = 'mlflow.data.context'
                WHERE d.experiment_id IN (:ids)
                ORDER BY d.experiment_id, d.name, d.digest, t.value NULLS LAST LIMIT %d
                """.formatted(limit),
                row -> new DatasetSummary(
                        Long.toString(row.getLong(1)), row.getString(2), row.getString(3), row.getString(4)),
                experimentIds);
        return found;
    }
}
