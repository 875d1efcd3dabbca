package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `DELETE entity-tag-assignments/{entity_type}/{entity_name}/tags/{tag_key}`.
public record DeleteEntityTag(String entityType, String entityName, String tagKey) {
    public DeleteEntityTag {
        Require.text("entity_type", entityType);
        Require.text("entity_name", entityName);
        Require.text("tag_key", tagKey);
    }
}
