package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET model-versions/search`. Without `maxResults`: 10,000.
public record SearchModelVersions(
        @Nullable String filter,
        @Nullable Long maxResults,
        List<String> orderBy,
        @Nullable String pageToken) {
    public SearchModelVersions {
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(
            List<ModelVersion> modelVersions, @Nullable String nextPageToken) {
        public Response {
            modelVersions = Require.listOrEmpty(modelVersions);
        }
    }
}
