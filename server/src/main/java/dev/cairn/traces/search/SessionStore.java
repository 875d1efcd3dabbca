package dev.cairn.traces.search;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.TraceSession;
import dev.cairn.text.Patterns;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TracePreviews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The SQL of the sessions of an experiment, which was found in the caller's workspace.
///
/// The index `traces_by_session_time` alone says which sessions there are, with their counts and times; rows of traces
/// are read for the sessions of one page.
final class SessionStore {
    private final Transaction tx;
    private final long experiment;

    SessionStore(Transaction tx, long experiment) {
        this.tx = tx;
        this.experiment = experiment;
    }

    /// Sessions by the times of their latest traces.
    ///
    /// @param contains a part of their ids, all if empty
    List<TraceSession> find(String contains, long offset, int most) {
        List<Counted> counted = counted(contains, offset, most);
        Map<String, Summed> summed =
                summed(counted.stream().map(Counted::session).toList());
        Map<Long, String> users =
                users(summed.values().stream().mapToLong(Summed::lastTrace).toArray());
        return counted.stream()
                .map(one -> {
                    Summed sums = Objects.requireNonNull(summed.get(one.session));
                    return whole(one, sums, users.get(sums.lastTrace));
                })
                .toList();
    }

    private List<Counted> counted(String contains, long offset, int most) {
        return tx.query(
                """
                SELECT session, count(*), min(request_time), max(request_time) FROM traces
                WHERE experiment_id = ? AND session IS NOT NULL AND is_deleted = 0
                  AND (CAST(? AS VARCHAR) = '' OR %s LIKE ? ESCAPE '!')
                GROUP BY session ORDER BY max(request_time) DESC, session LIMIT ? OFFSET ?
                """.formatted(tx.dialect().lower("session")),
                row -> new Counted(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                experiment,
                contains,
                Patterns.containing(contains),
                most,
                offset);
    }

    private Map<String, Summed> summed(List<String> sessions) {
        Map<String, Summed> summed = new HashMap<>();
        tx.queryIn(
                """
                SELECT s.session, sum(CASE WHEN s.state = 'ERROR' THEN 1 ELSE 0 END), sum(s.input_tokens),
                  sum(s.output_tokens), sum(s.total_tokens),
                  (SELECT t.trace_id || ' ' || t.request_preview FROM traces t
                    WHERE t.experiment_id = ? AND t.session = s.session AND t.session IS NOT NULL AND t.is_deleted = 0
                    ORDER BY t.request_time, t.id LIMIT 1),
                  (SELECT t.trace_id || ' ' || t.request_preview FROM traces t
                    WHERE t.experiment_id = ? AND t.session = s.session AND t.session IS NOT NULL AND t.is_deleted = 0
                    ORDER BY t.request_time DESC, t.id DESC LIMIT 1),
                  (SELECT t.id FROM traces t
                    WHERE t.experiment_id = ? AND t.session = s.session AND t.session IS NOT NULL AND t.is_deleted = 0
                    ORDER BY t.request_time DESC, t.id DESC LIMIT 1)
                FROM traces s
                WHERE s.experiment_id = ? AND s.session IS NOT NULL AND s.is_deleted = 0 AND s.session IN (:ids)
                GROUP BY s.session
                """,
                row -> summed.put(
                        row.getString(1),
                        new Summed(
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                preview(row.getString(6)),
                                preview(row.getString(7)),
                                row.getLong(8))),
                sessions,
                experiment,
                experiment,
                experiment,
                experiment);
        return summed;
    }

    /// @param stored the id of the trace, which has no space, and behind one what the column has
    private @Nullable String preview(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        int space = stored.indexOf(' ');
        return TracePreviews.listed(tx, stored.substring(0, space), stored.substring(space + 1));
    }

    /// By the numbers of traces.
    private Map<Long, String> users(long[] traces) {
        Map<Long, String> users = new HashMap<>();
        tx.queryIn(
                "SELECT trace, value FROM trace_metadata WHERE name = ? AND trace IN (:ids)",
                row -> users.put(row.getLong(1), row.getString(2)),
                traces,
                TraceKeys.USER);
        return users;
    }

    private static TraceSession whole(Counted counted, Summed sums, @Nullable String user) {
        return new TraceSession(
                counted.session,
                counted.traces,
                sums.errors,
                sums.inputTokens,
                sums.outputTokens,
                sums.totalTokens,
                counted.firstTime,
                counted.lastTime,
                sums.firstRequest,
                sums.lastRequest,
                user);
    }

    /// What the index says of a session.
    private record Counted(String session, long traces, long firstTime, long lastTime) {}

    /// What the rows of its traces say.
    private record Summed(
            long errors,
            long inputTokens,
            long outputTokens,
            long totalTokens,
            @Nullable String firstRequest,
            @Nullable String lastRequest,
            long lastTrace) {}
}
