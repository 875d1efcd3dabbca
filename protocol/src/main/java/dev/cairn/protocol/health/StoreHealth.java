package dev.cairn.protocol.health;

import org.jspecify.annotations.Nullable;

/// The artifact store.
///
/// @param kind        `folder`, `s3`, `azure` or `gcs`
/// @param place       its folder or its address
/// @param reachable   whether it answered the last time it was asked; left out until it has been
/// @param checkedTime when that was
/// @param problem     why it did not answer
/// @param micros      how long it took to answer
/// @param freeBytes   what is free; left out where nobody knows
/// @param totalBytes  what there is in all
public record StoreHealth(
        String kind,
        String place,
        @Nullable Boolean reachable,
        @Nullable Long checkedTime,
        @Nullable String problem,
        @Nullable Long micros,
        @Nullable Long freeBytes,
        @Nullable Long totalBytes) {}
