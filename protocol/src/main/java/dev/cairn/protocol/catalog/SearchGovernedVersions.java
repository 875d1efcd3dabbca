package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET unity-catalog/model-versions/search`.
public record SearchGovernedVersions(
        @Nullable String filter,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public record Response(
            List<GovernedVersion> modelVersions, @Nullable String nextPageToken) {
        public Response {
            modelVersions = Require.listOrEmpty(modelVersions);
        }
    }
}
