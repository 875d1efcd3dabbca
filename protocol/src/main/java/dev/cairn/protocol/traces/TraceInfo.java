package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a trace is, without its spans.
///
/// @param requestTime       when it began, as RFC 3339 has it
/// @param executionDuration how long it took, in seconds, such as `1.500s`
public record TraceInfo(
        @Nullable String traceId,
        @Nullable String clientRequestId,
        @Nullable TraceLocation traceLocation,
        @Nullable String requestPreview,
        @Nullable String responsePreview,
        @Nullable String requestTime,
        @Nullable String executionDuration,
        @Nullable TraceState state,
        Map<String, String> traceMetadata,
        List<Assessment> assessments,
        Map<String, String> tags) {
    public TraceInfo {
        traceMetadata = Require.mapOrEmpty(traceMetadata);
        assessments = Require.listOrEmpty(assessments);
        tags = Require.mapOrEmpty(tags);
    }
}
