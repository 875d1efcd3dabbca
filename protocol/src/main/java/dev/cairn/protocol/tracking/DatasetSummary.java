package dev.cairn.protocol.tracking;

import org.jspecify.annotations.Nullable;

/// A data set as lists show it.
public record DatasetSummary(
        String experimentId,
        String name,
        String digest,
        @Nullable String context) {}
