package dev.cairn.traces;

import dev.cairn.otlp.TokenCounts;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.terms.TraceTerms;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A row of `traces`. Times are milliseconds.
///
/// @param id      the row's own number, by which everything of the trace is kept; 0 before it has one
/// @param traceId the id on the wire
/// @param isFinal whether a client has told of the trace itself, so that spans no longer decide times and state
/// @param name    copy of a tag, as `session` and `tokens` are copies of metadata
record StoredTrace(
        long id,
        String traceId,
        long experimentId,
        @Nullable String clientRequestId,
        TraceState state,
        long requestTime,
        @Nullable Long executionDuration,
        @Nullable String requestPreview,
        @Nullable String responsePreview,
        boolean isFinal,
        @Nullable String name,
        @Nullable String session,
        TokenCounts tokens) {

    StoredTrace numbered(long number) {
        return copy(number, experimentId, isFinal, name);
    }

    StoredTrace named(@Nullable String newName) {
        return copy(id, experimentId, isFinal, newName);
    }

    StoredTrace in(long experiment) {
        return copy(id, experiment, isFinal, name);
    }

    StoredTrace finished(boolean isToldOf) {
        return copy(id, experimentId, isToldOf, name);
    }

    /// What its row can be found by. Whoever adds a row, or changes its time, state or experiment, notes them.
    void eachTerm(LongConsumer terms) {
        TraceTerms.EXPERIMENT.of(Long.toString(experimentId)).ifPresent(terms);
        TraceTerms.STATE.of(state.name()).ifPresent(terms);
    }

    /// The same trace but for what is given.
    private StoredTrace copy(long number, long experiment, boolean isToldOf, @Nullable String newName) {
        return new StoredTrace(
                number,
                traceId,
                experiment,
                clientRequestId,
                state,
                requestTime,
                executionDuration,
                requestPreview,
                responsePreview,
                isToldOf,
                newName,
                session,
                tokens);
    }

    /// With what a client tells of the trace; where that is nothing, previews, name, session and tokens stay.
    StoredTrace overriddenBy(StoredTrace told) {
        return new StoredTrace(
                id,
                traceId,
                told.experimentId,
                told.clientRequestId,
                told.state,
                told.requestTime,
                told.executionDuration,
                told.requestPreview == null ? requestPreview : told.requestPreview,
                told.responsePreview == null ? responsePreview : told.responsePreview,
                told.isFinal,
                told.name == null ? name : told.name,
                told.session == null ? session : told.session,
                told.tokens.isEmpty() ? tokens : told.tokens);
    }

    ShownTrace shown() {
        return new ShownTrace(
                id,
                traceId,
                experimentId,
                clientRequestId,
                state,
                requestTime,
                executionDuration,
                requestPreview,
                responsePreview);
    }
}
