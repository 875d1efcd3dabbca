package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces/delete-traces`: the traces up to a time, or those named.
public record DeleteTraces(
        String experimentId,
        @Nullable Long maxTimestampMillis,
        @Nullable Long maxTraces,
        List<String> requestIds) {
    public DeleteTraces {
        Require.text("experiment_id", experimentId);
        requestIds = Require.listOrEmpty(requestIds);
    }

    public record Response(int tracesDeleted) {}
}
