package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `DELETE datasets/{dataset_id}/tags/{key}`.
public record DeleteDatasetTag(String datasetId, String key) {
    public DeleteDatasetTag {
        Require.text("dataset_id", datasetId);
        Require.text("key", key);
    }
}
