package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET models`, of all catalogs, of one, or of one schema. Without `maxResults`, or with 0: 100.
///
/// @param nameContains of those whose full names hold a text, in whatever case of ASCII; all without it
public record ListCatalogModels(
        @Nullable String catalogName,
        @Nullable String schemaName,
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable String nameContains) {
    public record Response(
            List<CatalogModelInfo> registeredModels,
            @Nullable String nextPageToken) {
        public Response {
            registeredModels = Require.listOrEmpty(registeredModels);
        }
    }
}
