package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST runs/create`.
///
/// @param runId chosen by the client, 32 hexadecimal digits; absent in what stock clients send
public record CreateRun(
        @Nullable String experimentId,
        @Nullable String userId,
        @Nullable String runName,
        @Nullable Long startTime,
        List<Tag> tags,
        @Nullable String runId) {
    public CreateRun {
        tags = Require.listOrEmpty(tags);
    }

    /// A run whose id the server chooses.
    public CreateRun(
            @Nullable String experimentId,
            @Nullable String userId,
            @Nullable String runName,
            @Nullable Long startTime,
            List<Tag> tags) {
        this(experimentId, userId, runName, startTime, tags, null);
    }

    public record Response(Run run) {}
}
