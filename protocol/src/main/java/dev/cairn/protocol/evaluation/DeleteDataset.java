package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `DELETE datasets/{dataset_id}`.
public record DeleteDataset(String datasetId) {
    public DeleteDataset {
        Require.text("dataset_id", datasetId);
    }
}
