package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET datasets/{dataset_id}/experiment-ids`.
public record GetDatasetExperimentIds(String datasetId) {
    public GetDatasetExperimentIds {
        Require.text("dataset_id", datasetId);
    }

    public record Response(List<String> experimentIds) {}
}
