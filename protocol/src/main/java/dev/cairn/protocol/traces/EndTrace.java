package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PATCH traces/{request_id}` of version 2.0.
public record EndTrace(
        String requestId,
        @Nullable Long timestampMs,
        @Nullable TraceState status,
        List<Tag> requestMetadata,
        List<Tag> tags) {
    public EndTrace {
        Require.text("request_id", requestId);
        requestMetadata = Require.listOrEmpty(requestMetadata);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(TraceInfoV2 traceInfo) {}
}
