package dev.cairn.traces;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.traces.SearchSessions;
import dev.cairn.protocol.traces.TraceSession;
import dev.cairn.traces.search.TraceFinder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TraceSessionsTest {
    private final Tracer tracer;
    private final Tracer stranger;
    private final TraceFinder finder;
    private final String experiment;

    TraceSessionsTest(TestDatabase kind) {
        tracer = new Tracer(kind);
        stranger = new Tracer(kind);
        finder = new TraceFinder(tracer.database, tracer.tracking);
        experiment = tracer.experiment();
    }

    @Test
    void aSessionSaysWhatItsTracesComeTo() {
        trace("s", 20, "OK", "second", 7L, "ann");
        trace("s", 10, "ERROR", "first", null, null);
        String last = trace("s", 30, "OK", "x".repeat(2_000), 5L, "bob");
        trace(null, 40, "OK", "alone", 1L, null);
        assertThat(sessions(null, null, null).sessions())
                .containsExactly(new TraceSession("s", 3, 1, 0, 0, 12, 10, 30, "first", "x".repeat(1_000), "bob"));
        tracer.database.write(tx -> tx.update("UPDATE traces SET is_deleted = 1 WHERE trace_id = ?", last));
        assertThat(sessions(null, null, null).sessions())
                .containsExactly(new TraceSession("s", 2, 1, 0, 0, 7, 10, 20, "first", "second", "ann"));
    }

    @Test
    void theSessionWithTheLatestTraceComesFirstPageByPage() {
        for (int session = 0; session < 5; session++) {
            trace("s" + session, 100 - session, "OK", "a", null, null);
            trace("s" + session, session, "OK", "b", null, null);
        }
        trace("same time", 98, "OK", "c", null, null);
        SearchSessions.Response page = sessions(null, 4, null);
        assertThat(page.sessions()).extracting(TraceSession::sessionId).containsExactly("s0", "s1", "s2", "same time");
        SearchSessions.Response rest = sessions(null, 4, Objects.requireNonNull(page.nextPageToken()));
        assertThat(rest.sessions()).extracting(TraceSession::sessionId).containsExactly("s3", "s4");
        assertThat(rest.nextPageToken()).isNull();
        assertInvalid(() -> sessions(null, 501, null));
        assertInvalid(() -> sessions(null, 0, null));
        assertInvalid(() -> sessions(null, null, "no token"));
    }

    @Test
    void sessionsAreFoundByAPartOfTheirId() {
        trace("Order-100%", 1, "OK", "a", null, null);
        trace("order_7", 2, "OK", "a", null, null);
        trace("refund", 3, "OK", "a", null, null);
        trace("Übung", 4, "OK", "a", null, null);
        assertThat(sessions("ORDER", null, null).sessions())
                .extracting(TraceSession::sessionId)
                .containsExactly("order_7", "Order-100%");
        assertThat(sessions("0%", null, null).sessions()).hasSize(1);
        assertThat(sessions("_", null, null).sessions()).hasSize(1);
        assertThat(sessions("!", null, null).sessions()).isEmpty();
        assertThat(sessions("ÜBung", null, null).sessions()).hasSize(1);
        assertInvalid(() -> sessions("x".repeat(251), null, null));
    }

    @Test
    void sessionsOfOtherExperimentsAndWorkspacesAreNotShown() {
        trace("s", 1, "OK", "a", null, null);
        SearchSessions elsewhere = new SearchSessions(tracer.experiment(), null, null, null);
        assertThat(finder.sessions(tracer.caller, elsewhere).sessions()).isEmpty();
        SearchSessions here = new SearchSessions(experiment, null, null, null);
        assertMissing(() -> finder.sessions(stranger.caller, here));
    }

    private SearchSessions.Response sessions(
            @Nullable String contains, @Nullable Integer size, @Nullable String token) {
        return finder.sessions(tracer.caller, new SearchSessions(experiment, contains, size, token));
    }

    private String trace(
            @Nullable String session,
            long time,
            String state,
            String request,
            @Nullable Long tokens,
            @Nullable String user) {
        String id = Tracer.traceId();
        tracer.database.write(tx -> {
            long row = tx.number("""
                    INSERT INTO traces
                      (trace_id, experiment_id, state, request_time, is_final, session, request_preview, total_tokens)
                    VALUES (?, ?, ?, ?, 1, ?, ?, ?) RETURNING id
                    """, id, Long.parseLong(experiment), state, time, session, request, tokens);
            if (user != null) {
                tx.update(
                        "INSERT INTO trace_metadata (trace, name, value) VALUES (?, 'mlflow.trace.user', ?)",
                        row,
                        user);
            }
            return row;
        });
        return id;
    }
}
