package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `DELETE datasets/{dataset_id}/records`.
public record DeleteDatasetRecords(String datasetId, List<String> datasetRecordIds) {
    public DeleteDatasetRecords {
        Require.text("dataset_id", datasetId);
        datasetRecordIds = Require.listOrEmpty(datasetRecordIds);
    }

    public record Response(int deletedCount) {}
}
