package dev.cairn.traces;

import dev.cairn.otlp.TokenCounts;
import dev.cairn.traces.terms.TraceTerms;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A row of `traces`.
///
/// @param isFinal whether a client has told of the trace itself, so that spans no longer decide times and state
/// @param name    copy of a tag, as `session` and `tokens` are copies of metadata
record StoredTrace(
        ShownTrace shown,
        boolean isFinal,
        @Nullable String name,
        @Nullable String session,
        TokenCounts tokens) {

    /// The row's own number, by which everything of the trace is kept; 0 before it has one.
    long id() {
        return shown.id();
    }

    String traceId() {
        return shown.traceId();
    }

    long experimentId() {
        return shown.experimentId();
    }

    StoredTrace numbered(long number) {
        return new StoredTrace(shown.at(number, shown.experimentId()), isFinal, name, session, tokens);
    }

    StoredTrace in(long experiment) {
        return new StoredTrace(shown.at(shown.id(), experiment), isFinal, name, session, tokens);
    }

    StoredTrace named(@Nullable String newName) {
        return new StoredTrace(shown, isFinal, newName, session, tokens);
    }

    StoredTrace finished(boolean isToldOf) {
        return new StoredTrace(shown, isToldOf, name, session, tokens);
    }

    /// What its row can be found by. Whoever adds a row, or changes its time, state or experiment, notes them.
    void eachTerm(LongConsumer terms) {
        TraceTerms.EXPERIMENT.of(Long.toString(experimentId())).ifPresent(terms);
        TraceTerms.STATE.of(shown.state().name()).ifPresent(terms);
    }

    /// With what a client tells of the trace; where that is nothing, previews, name, session and tokens stay.
    StoredTrace overriddenBy(StoredTrace told) {
        return new StoredTrace(
                shown.overriddenBy(told.shown),
                told.isFinal,
                told.name == null ? name : told.name,
                told.session == null ? session : told.session,
                told.tokens.isEmpty() ? tokens : told.tokens);
    }
}
