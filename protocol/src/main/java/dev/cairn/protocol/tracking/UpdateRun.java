package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST runs/update`.
public record UpdateRun(
        @JsonAlias("run_uuid") String runId,
        @Nullable RunStatus status,
        @Nullable Long endTime,
        @Nullable String runName) {
    public UpdateRun {
        Require.text("run_id", runId);
    }

    public record Response(RunInfo runInfo) {}
}
