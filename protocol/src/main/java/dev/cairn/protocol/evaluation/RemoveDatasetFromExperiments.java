package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST datasets/{dataset_id}/remove-experiments`.
public record RemoveDatasetFromExperiments(String datasetId, List<String> experimentIds) {
    public RemoveDatasetFromExperiments {
        Require.text("dataset_id", datasetId);
        experimentIds = Require.listOrEmpty(experimentIds);
    }

    public record Response(EvaluationDataset dataset) {}
}
