package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `PATCH securable-tags/{securable_type}/{securable_full_name}`.
public record UpdateSecurableTags(String securableType, String securableFullName, TagsChange changes) {
    public UpdateSecurableTags {
        Require.text("securable_type", securableType);
        Require.text("securable_full_name", securableFullName);
        Require.present("changes", changes);
    }
}
