package dev.cairn.traces;

import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.text.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a row of `traces` is shown: half of its columns, since pages of hundreds are read. Times are milliseconds.
record ShownTrace(
        long id,
        String traceId,
        long experimentId,
        @Nullable String clientRequestId,
        TraceState state,
        long requestTime,
        @Nullable Long executionDuration,
        @Nullable String requestPreview,
        @Nullable String responsePreview) {

    TraceInfo info(TraceTextStore.Texts texts, List<Assessment> assessments) {
        return new TraceInfo(
                traceId,
                clientRequestId,
                TraceLocation.of(Long.toString(experimentId)),
                requestPreview,
                responsePreview,
                Times.text(requestTime),
                executionDuration == null ? null : Times.durationText(executionDuration),
                state,
                texts.metadata(),
                assessments,
                texts.tags());
    }
}
