package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST entity-tag-assignments`. Without a value, the tag has an empty one.
public record CreateEntityTag(
        String entityType,
        String entityName,
        String tagKey,
        @Nullable String tagValue) implements AnsweredWith<EntityTagAssignment> {
    public CreateEntityTag {
        Require.text("entity_type", entityType);
        Require.text("entity_name", entityName);
        Require.text("tag_key", tagKey);
    }
}
