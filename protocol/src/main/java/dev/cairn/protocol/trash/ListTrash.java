package dev.cairn.protocol.trash;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in the trash, last deleted first.
///
/// @param kind         `experiment`, `run`, `logged_model` or `trace`; left out for all
/// @param experimentId left out for all
/// @param olderThan    an age such as `30d`: only what was deleted longer ago
/// @param contains     part of the name or of the id, in whatever case
public record ListTrash(
        @Nullable String kind,
        @Nullable String experimentId,
        @Nullable String olderThan,
        @Nullable String contains,
        @Nullable Integer maxResults,
        @Nullable String pageToken) {
    public record Response(List<TrashItem> items, @Nullable String nextPageToken) {
        public Response {
            items = Require.listOrEmpty(items);
        }
    }
}
