package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST datasets/{dataset_id}/add-experiments`.
public record AddDatasetToExperiments(String datasetId, List<String> experimentIds) {
    public AddDatasetToExperiments {
        Require.text("dataset_id", datasetId);
        experimentIds = Require.listOrEmpty(experimentIds);
    }

    public record Response(EvaluationDataset dataset) {}
}
