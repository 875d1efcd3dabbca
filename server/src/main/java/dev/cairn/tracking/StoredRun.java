package dev.cairn.tracking;

import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.tracking.experiments.Lifecycle;
import org.jspecify.annotations.Nullable;

/// A row of `runs`. Times are milliseconds since 1970.
///
/// @param id    the row's own number, by which everything logged to the run is kept
/// @param runId the id on the wire
record StoredRun(
        long id,
        String runId,
        long experimentId,
        String name,
        String userId,
        RunStatus status,
        @Nullable Long startTime,
        @Nullable Long endTime,
        String lifecycleStage,
        String artifactUri,
        @Nullable Long lastActivity) {

    void requireActive() {
        Lifecycle.requireActive("run", runId, lifecycleStage);
    }

    StoredRun with(RunStatus newStatus, @Nullable Long newEndTime, String newName) {
        return new StoredRun(
                id,
                runId,
                experimentId,
                newName,
                userId,
                newStatus,
                startTime,
                newEndTime,
                lifecycleStage,
                artifactUri,
                lastActivity);
    }

    StoredRun in(String stage) {
        return new StoredRun(
                id, runId, experimentId, name, userId, status, startTime, endTime, stage, artifactUri, lastActivity);
    }

    /// The same in another experiment.
    StoredRun of(long experiment) {
        return new StoredRun(
                id,
                runId,
                experiment,
                name,
                userId,
                status,
                startTime,
                endTime,
                lifecycleStage,
                artifactUri,
                lastActivity);
    }

    RunInfo info() {
        return info(false);
    }

    RunInfo info(boolean stale) {
        return new RunInfo(
                runId,
                runId,
                name,
                Long.toString(experimentId),
                userId,
                status,
                startTime,
                endTime,
                artifactUri,
                lifecycleStage,
                lastActivity,
                stale ? true : null);
    }
}
