package dev.cairn.protocol.traces;

import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trace is, as version 2.0 shows it. Times are milliseconds.
public record TraceInfoV2(
        String requestId,
        String experimentId,
        long timestampMs,
        @Nullable Long executionTimeMs,
        TraceState status,
        List<Tag> requestMetadata,
        List<Tag> tags) {}
