package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST runs/create`.
public record CreateRun(
        @Nullable String experimentId,
        @Nullable String userId,
        @Nullable String runName,
        @Nullable Long startTime,
        List<Tag> tags) {
    public CreateRun {
        tags = Require.listOrEmpty(tags);
    }

    public record Response(Run run) {}
}
