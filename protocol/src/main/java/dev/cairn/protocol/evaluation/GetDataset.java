package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `GET datasets/{dataset_id}`.
public record GetDataset(String datasetId) {
    public GetDataset {
        Require.text("dataset_id", datasetId);
    }

    public record Response(EvaluationDataset dataset) {}
}
