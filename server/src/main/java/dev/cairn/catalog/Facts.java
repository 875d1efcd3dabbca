package dev.cairn.catalog;

import dev.cairn.protocol.registry.ModelVersionStatus;
import org.jspecify.annotations.Nullable;

/// What the catalogue knows of a version beside the registry. Times are milliseconds since 1970.
///
/// @param securable      the row of its model
/// @param folder         of its files in the artifact store
/// @param trackingServer by which the client knows where its run is, null if it said nothing
record Facts(
        long securable,
        long version,
        ModelVersionStatus status,
        String folder,
        @Nullable String trackingServer,
        long createdAt,
        String createdBy,
        long updatedAt,
        String updatedBy) {}
