package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `POST datasets/{dataset_id}/records`. The records are a JSON array of objects as a text.
public record UpsertDatasetRecords(String datasetId, String records) {
    public UpsertDatasetRecords {
        Require.text("dataset_id", datasetId);
        Require.text("records", records);
    }

    public record Response(int insertedCount, int updatedCount) {}
}
