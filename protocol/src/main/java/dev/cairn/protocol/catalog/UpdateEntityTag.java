package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH entity-tag-assignments/{entity_type}/{entity_name}/tags/{tag_key}`. A value that is
/// unset stays.
public record UpdateEntityTag(
        String entityType,
        String entityName,
        String tagKey,
        @Nullable String tagValue) implements AnsweredWith<EntityTagAssignment> {
    public UpdateEntityTag {
        Require.text("entity_type", entityType);
        Require.text("entity_name", entityName);
        Require.text("tag_key", tagKey);
    }
}
