package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// A tag of something in the catalogue.
///
/// @param updateTime as in RFC 3339; unset where it is not known, as of models and their versions
/// @param updatedBy  who set it last
public record EntityTagAssignment(
        String entityType,
        String entityName,
        String tagKey,
        String tagValue,
        @Nullable String updateTime,
        @Nullable String updatedBy) {}
