package dev.cairn.serving;

import dev.cairn.access.Workspace;
import org.jspecify.annotations.Nullable;

/// The row of an endpoint. Times are milliseconds since 1970.
///
/// @param lastVersion   of its configurations: the newest
/// @param activeVersion of its configurations: the one that answers; null until one does
record StoredEndpoint(
        long id,
        Workspace workspace,
        String name,
        @Nullable String description,
        String creator,
        long creationTime,
        long lastUpdateTime,
        long lastVersion,
        @Nullable Long activeVersion) {

    /// By which permissions name it.
    String pattern() {
        return Long.toString(id);
    }
}
