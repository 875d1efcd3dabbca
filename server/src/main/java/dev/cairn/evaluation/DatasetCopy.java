package dev.cairn.evaluation;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import java.util.List;

/// An evaluation data set with its records, as it goes from one server to another.
///
/// @param dataset with the ids of its experiments
public record DatasetCopy(EvaluationDataset dataset, List<StoredRecord> records) {
    public DatasetCopy {
        records = Require.listOrEmpty(records);
    }

    public String datasetId() {
        return dataset.datasetId();
    }

    /// The same data set in other experiments.
    public DatasetCopy in(List<String> experimentIds) {
        return new DatasetCopy(
                new EvaluationDataset(
                        dataset.datasetId(),
                        dataset.name(),
                        dataset.tags(),
                        dataset.schema(),
                        dataset.profile(),
                        dataset.digest(),
                        dataset.createdTime(),
                        dataset.lastUpdateTime(),
                        dataset.createdBy(),
                        dataset.lastUpdatedBy(),
                        experimentIds),
                records);
    }
}
