package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces` of version 2.0.
public record StartTrace(
        @Nullable String experimentId, @Nullable Long timestampMs, List<Tag> requestMetadata, List<Tag> tags) {
    public StartTrace {
        requestMetadata = Require.listOrEmpty(requestMetadata);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(TraceInfoV2 traceInfo) {}
}
