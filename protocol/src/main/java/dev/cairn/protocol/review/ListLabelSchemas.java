package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET label-schemas/list`.
public record ListLabelSchemas(
        String experimentId,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListLabelSchemas {
        Require.text("experiment_id", experimentId);
    }

    public record Response(List<LabelSchema> labelSchemas, String nextPageToken) {}
}
