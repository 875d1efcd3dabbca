package dev.cairn.protocol.trash;

import org.jspecify.annotations.Nullable;

/// Something deleted that can be restored.
///
/// @param kind           `experiment`, `run`, `logged_model` or `trace`
/// @param experimentName of the experiment that it belongs to, or is
/// @param deletedTime    milliseconds since 1970; 0 where nobody knows
/// @param keptBecause    why a purge does not take it, where a purge says so
public record TrashItem(
        String kind,
        String id,
        String name,
        String experimentId,
        String experimentName,
        long deletedTime,
        String artifactUri,
        @Nullable String keptBecause) {}
