package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET schemas`. Without `maxResults`, or with 0: 100.
///
/// @param nameContains of those whose own names hold a text, in whatever case of ASCII; all without it
public record ListSchemas(
        String catalogName,
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable String nameContains) {
    public ListSchemas {
        Require.text("catalog_name", catalogName);
    }

    public record Response(
            List<SchemaInfo> schemas, @Nullable String nextPageToken) {
        public Response {
            schemas = Require.listOrEmpty(schemas);
        }
    }
}
