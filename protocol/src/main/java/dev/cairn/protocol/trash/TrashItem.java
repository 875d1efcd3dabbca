package dev.cairn.protocol.trash;

import org.jspecify.annotations.Nullable;

/// Something deleted that can be restored.
///
/// @param kind        `experiment`, `run`, `logged_model` or `trace`
/// @param deletedTime milliseconds since 1970
/// @param keptBecause why a purge does not take it, where a purge says so
public record TrashItem(
        String kind,
        String id,
        String name,
        String experimentId,
        long deletedTime,
        String artifactUri,
        @Nullable String keptBecause) {}
