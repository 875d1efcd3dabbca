package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// What data came from.
public record LineageSecurable(@Nullable LineageTable table) {}
