package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET entity-tag-assignments/{entity_type}/{entity_name}/tags`: 100 without `maxResults`.
public record ListEntityTags(
        String entityType,
        String entityName,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListEntityTags {
        Require.text("entity_type", entityType);
        Require.text("entity_name", entityName);
    }

    public record Response(
            List<EntityTagAssignment> tagAssignments,
            @Nullable String nextPageToken) {}
}
