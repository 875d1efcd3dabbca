package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET entity-tag-assignments/{entity_type}/{entity_name}/tags/{tag_key}`.
public record GetEntityTag(String entityType, String entityName, String tagKey)
        implements AnsweredWith<EntityTagAssignment> {
    public GetEntityTag {
        Require.text("entity_type", entityType);
        Require.text("entity_name", entityName);
        Require.text("tag_key", tagKey);
    }
}
