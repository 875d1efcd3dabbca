package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// What a client runs in: one of these.
public record LineageEntity(
        @Nullable LineageJob job,
        @Nullable LineageNotebook notebook,
        @Nullable LineagePipeline pipeline) {}
