package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// A pipeline, as clients tell of it.
public record LineagePipeline(
        @Nullable String pipelineId, @Nullable String pipelineUpdateId) {}
