package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// A job, as clients tell of it.
public record LineageJob(
        @Nullable String id,
        @Nullable String taskKey,
        @Nullable String jobRunId,
        @Nullable String taskRunId) {}
