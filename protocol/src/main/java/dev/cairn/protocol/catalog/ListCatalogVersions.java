package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET models/{full_name}/versions`, the newest first. Without `maxResults`, or with 0: 100.
public record ListCatalogVersions(
        String fullName,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListCatalogVersions {
        Require.text("full_name", fullName);
    }

    public record Response(
            List<CatalogVersionInfo> modelVersions,
            @Nullable String nextPageToken) {
        public Response {
            modelVersions = Require.listOrEmpty(modelVersions);
        }
    }
}
