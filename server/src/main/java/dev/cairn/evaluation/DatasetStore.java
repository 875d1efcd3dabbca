package dev.cairn.evaluation;

import static dev.cairn.access.Resource.EVALUATION_DATASET;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The SQL of evaluation data sets, their tags and their experiments, inside one workspace.
final class DatasetStore {
    private static final Row<StoredDataset> ROW = row -> new StoredDataset(
            row.getLong("id"),
            row.getString("dataset_id"),
            row.getString("name"),
            row.getString("field_types"),
            row.getLong("records"),
            row.getString("digest"),
            row.getLong("created_time"),
            row.getLong("last_update_time"),
            row.getString("created_by"),
            row.getString("last_updated_by"));

    private final Transaction tx;
    private final Caller caller;

    DatasetStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<StoredDataset> find(String datasetId) {
        return find(datasetId, "");
    }

    /// A data set that no other transaction changes until this one ends.
    Optional<StoredDataset> locked(String datasetId) {
        return find(datasetId, tx.locking("evaluation_datasets"));
    }

    private Optional<StoredDataset> find(String datasetId, String lock) {
        return tx.find(
                        "SELECT * FROM evaluation_datasets WHERE dataset_id = ? AND workspace_id = ? " + lock,
                        ROW,
                        datasetId,
                        caller.workspace().id())
                .filter(dataset -> admits(dataset.id()));
    }

    /// What is allowed in all experiments that a data set is used in is allowed with it. One that is used in none is
    /// for those who may do everything.
    private boolean admits(long dataset) {
        if (caller.rights().isAll()) {
            return true;
        }
        List<String> experiments = experiments(dataset);
        return !experiments.isEmpty()
                && experiments.stream().allMatch(id -> Guard.admits(caller, EVALUATION_DATASET, id));
    }

    long insert(StoredDataset dataset) {
        return tx.number(
                """
                INSERT INTO evaluation_datasets
                  (dataset_id, workspace_id, name, field_types, records, digest, created_time, last_update_time,
                   created_by, last_updated_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id
                """,
                dataset.datasetId(),
                caller.workspace().id(),
                dataset.name(),
                dataset.fieldTypes(),
                dataset.records(),
                dataset.digest(),
                dataset.createdTime(),
                dataset.lastUpdateTime(),
                dataset.createdBy(),
                dataset.lastUpdatedBy());
    }

    /// Stores what changes with the records of a data set.
    void update(StoredDataset dataset) {
        tx.update(
                """
                UPDATE evaluation_datasets
                SET field_types = ?, records = ?, digest = ?, last_update_time = ?, last_updated_by = ?
                WHERE id = ?
                """,
                dataset.fieldTypes(),
                dataset.records(),
                dataset.digest(),
                dataset.lastUpdateTime(),
                dataset.lastUpdatedBy(),
                dataset.id());
    }

    void removeRecords(long id, int count) {
        tx.update("UPDATE evaluation_datasets SET records = records - ? WHERE id = ?", count, id);
    }

    void touch(long id, long now) {
        tx.update("UPDATE evaluation_datasets SET last_update_time = ? WHERE id = ?", now, id);
    }

    void delete(String datasetId) {
        tx.update(
                "DELETE FROM evaluation_datasets WHERE dataset_id = ? AND workspace_id = ?",
                datasetId,
                caller.workspace().id());
    }

    void setTag(long id, String key, String value) {
        tx.update("""
                INSERT INTO evaluation_dataset_tags (dataset, name, value) VALUES (?, ?, ?)
                ON CONFLICT (dataset, name) DO UPDATE SET value = excluded.value
                """, id, key, value);
    }

    void deleteTag(long id, String key) {
        tx.update("DELETE FROM evaluation_dataset_tags WHERE dataset = ? AND name = ?", id, key);
    }

    void addExperiment(long id, long experiment) {
        tx.update("""
                INSERT INTO evaluation_dataset_experiments (dataset, experiment_id) VALUES (?, ?)
                ON CONFLICT DO NOTHING
                """, id, experiment);
    }

    /// Whether the data set was in the experiment.
    boolean removeExperiment(long id, long experiment) {
        return tx.update(
                        "DELETE FROM evaluation_dataset_experiments WHERE dataset = ? AND experiment_id = ?",
                        id,
                        experiment)
                > 0;
    }

    List<String> experiments(long id) {
        return tx.query(
                "SELECT experiment_id FROM evaluation_dataset_experiments WHERE dataset = ? ORDER BY experiment_id",
                row -> Long.toString(row.getLong(1)),
                id);
    }

    /// Data sets with their tags, in the order given.
    List<EvaluationDataset> whole(List<StoredDataset> datasets) {
        Map<Long, Map<String, String>> tags = new HashMap<>();
        for (TagRow tag : tags(datasets)) {
            tags.computeIfAbsent(tag.dataset(), id -> new TreeMap<>()).put(tag.name(), tag.value());
        }
        return datasets.stream()
                .map(dataset -> dataset.with(tags.getOrDefault(dataset.id(), Map.of()), List.of()))
                .toList();
    }

    private List<TagRow> tags(List<StoredDataset> datasets) {
        return tx.queryIn(
                "SELECT dataset, name, value FROM evaluation_dataset_tags WHERE dataset IN (:ids)",
                row -> new TagRow(row.getLong(1), row.getString(2), row.getString(3)),
                datasets.stream().mapToLong(StoredDataset::id).toArray());
    }

    private record TagRow(long dataset, String name, String value) {}
}
