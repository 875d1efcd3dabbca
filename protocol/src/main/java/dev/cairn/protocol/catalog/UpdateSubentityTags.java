package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `PATCH subentity-tags/{securable_type}/{securable_full_name}/{subentity_name}`: of a version
/// of a model.
public record UpdateSubentityTags(
        String securableType, String securableFullName, String subentityName, TagsChange changes) {
    public UpdateSubentityTags {
        Require.text("securable_type", securableType);
        Require.text("securable_full_name", securableFullName);
        Require.text("subentity_name", subentityName);
        Require.present("changes", changes);
    }
}
