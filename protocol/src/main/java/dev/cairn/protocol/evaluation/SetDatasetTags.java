package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `PATCH datasets/{dataset_id}/tags`. The tags are a JSON object as a text; those that are null are left alone.
public record SetDatasetTags(String datasetId, String tags) {
    public SetDatasetTags {
        Require.text("dataset_id", datasetId);
        Require.text("tags", tags);
    }
}
