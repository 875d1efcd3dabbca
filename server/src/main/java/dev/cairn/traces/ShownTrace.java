package dev.cairn.traces;

import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.text.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a row of `traces` is shown: half of its columns, since pages of hundreds are read. Times are milliseconds.
///
/// @param id      the row's own number; 0 before it has one
/// @param traceId the id on the wire
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

    ShownTrace at(long number, long experiment) {
        return new ShownTrace(
                number,
                traceId,
                experiment,
                clientRequestId,
                state,
                requestTime,
                executionDuration,
                requestPreview,
                responsePreview);
    }

    /// With what a client tells of the trace; where that is nothing, previews stay.
    ShownTrace overriddenBy(ShownTrace told) {
        return new ShownTrace(
                id,
                traceId,
                told.experimentId,
                told.clientRequestId,
                told.state,
                told.requestTime,
                told.executionDuration,
                told.requestPreview == null ? requestPreview : told.requestPreview,
                told.responsePreview == null ? responsePreview : told.responsePreview);
    }

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
