package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// A table, as clients tell of it.
public record LineageTable(@Nullable String name, @Nullable String tableId) {}
