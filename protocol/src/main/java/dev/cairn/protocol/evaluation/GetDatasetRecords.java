package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `GET datasets/{dataset_id}/records`. The records come as a JSON array in a text.
public record GetDatasetRecords(
        String datasetId,
        @Nullable Integer maxResults,
        @Nullable String pageToken) {
    public GetDatasetRecords {
        Require.text("dataset_id", datasetId);
    }

    public record Response(String records, @Nullable String nextPageToken) {}
}
