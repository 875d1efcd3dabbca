package dev.cairn.protocol.tracking;

import org.jspecify.annotations.Nullable;

/// What a run is, without what was logged to it. `runUuid` repeats `runId` for old clients.
public record RunInfo(
        String runId,
        String runUuid,
        String runName,
        String experimentId,
        String userId,
        RunStatus status,
        @Nullable Long startTime,
        @Nullable Long endTime,
        String artifactUri,
        String lifecycleStage) {}
