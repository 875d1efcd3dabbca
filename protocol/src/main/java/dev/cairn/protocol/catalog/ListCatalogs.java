package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET catalogs`. Without `maxResults`, or with 0: 100.
///
/// @param nameContains of those whose names hold a text, in whatever case of ASCII; all without it
public record ListCatalogs(
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable String nameContains) {
    public record Response(
            List<CatalogInfo> catalogs, @Nullable String nextPageToken) {
        public Response {
            catalogs = Require.listOrEmpty(catalogs);
        }
    }
}
