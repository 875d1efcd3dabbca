package dev.cairn.protocol.tracking;

import org.jspecify.annotations.Nullable;

/// What a run is, without what was logged to it. `runUuid` repeats `runId` for old clients.
///
/// The last two are Cairn's own; stock clients ignore them.
///
/// @param lastActivityTime when the run was last written to or said that it lives, half a minute early at most
/// @param stale            true for a run that is under way and stopped reporting, else left out
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
        String lifecycleStage,
        @Nullable Long lastActivityTime,
        @Nullable Boolean stale) {}
