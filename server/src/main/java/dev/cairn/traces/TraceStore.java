package dev.cairn.traces;

import static dev.cairn.access.Resource.TRACE;

import dev.cairn.access.Caller;
import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import dev.cairn.otlp.TokenCounts;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.terms.TracePreviews;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The SQL of traces, inside one workspace where they are found by their ids; their numbers come from there.
final class TraceStore {
    private static final String SHOWN =
            "trace_id, experiment_id, client_request_id, state, request_time, execution_duration, request_preview, response_preview";

    private static final String OTHERS = """
            is_final, name, session, input_tokens, output_tokens, total_tokens, cache_read_input_tokens,
              cache_creation_input_tokens""";

    /// What [#row] reads.
    static final String SELECT = select("id, " + SHOWN + ", " + OTHERS);

    /// What [#shownRow] reads.
    private static final String SELECT_SHOWN = select("id, " + SHOWN);

    private static final List<ColumnType> TYPES = List.of(
            ColumnType.TEXT,
            ColumnType.LONG,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.LONG,
            ColumnType.OPTIONAL_LONG,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.LONG,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.OPTIONAL_LONG,
            ColumnType.OPTIONAL_LONG,
            ColumnType.OPTIONAL_LONG,
            ColumnType.OPTIONAL_LONG,
            ColumnType.OPTIONAL_LONG);

    /// What follows of traces of a workspace.
    private static final String OWN =
            " JOIN experiments e ON e.id = t.experiment_id WHERE e.workspace_id = ? AND t.is_deleted = 0";

    private static final BulkInsert INSERT = new BulkInsert(
                    "INSERT INTO traces (" + SHOWN + ", " + OTHERS + ")",
                    TYPES,
                    "ON CONFLICT (trace_id) DO NOTHING RETURNING trace_id, id")
            .sparingNumbers("traces", "trace_id");

    private static final BulkInsert UPDATE = new BulkInsert(
            "INSERT INTO traces (id, " + SHOWN + ", " + OTHERS + ")",
            Stream.concat(Stream.of(ColumnType.LONG), TYPES.stream()).toList(),
            """
            ON CONFLICT (id) DO UPDATE SET experiment_id = excluded.experiment_id,
              client_request_id = excluded.client_request_id, state = excluded.state,
              request_time = excluded.request_time, execution_duration = excluded.execution_duration,
              request_preview = excluded.request_preview, response_preview = excluded.response_preview,
              is_final = excluded.is_final, name = excluded.name, session = excluded.session,
              input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
              total_tokens = excluded.total_tokens, cache_read_input_tokens = excluded.cache_read_input_tokens,
              cache_creation_input_tokens = excluded.cache_creation_input_tokens
            """);

    private final Transaction tx;
    private final Caller caller;
    private final Row<ShownTrace> shownRow;
    private final Row<StoredTrace> row;

    TraceStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
        this.shownRow = shownRow(tx);
        this.row = row(tx);
    }

    /// Reads what is selected of a trace that is not in the trash.
    static Row<StoredTrace> row(Transaction tx) {
        Row<ShownTrace> shown = shownRow(tx);
        return row -> new StoredTrace(
                shown.read(row),
                row.getInt(10) == 1,
                row.getString(11),
                row.getString(12),
                new TokenCounts(
                        Row.longOrNull(row, 13),
                        Row.longOrNull(row, 14),
                        Row.longOrNull(row, 15),
                        Row.longOrNull(row, 16),
                        Row.longOrNull(row, 17)));
    }

    private static Row<ShownTrace> shownRow(Transaction tx) {
        return row -> new ShownTrace(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                TraceState.valueOf(row.getString(5)),
                row.getLong(6),
                Row.longOrNull(row, 7),
                TracePreviews.request(tx, row.getString(2), row.getString(8)),
                TracePreviews.response(tx, row.getString(2), row.getString(9)));
    }

    ShownTrace get(String traceId) {
        return tx.find(
                        SELECT_SHOWN + OWN + " AND t.trace_id = ?",
                        shownRow,
                        caller.workspace().id(),
                        traceId)
                .filter(this::admits)
                .orElseThrow(() -> missing(traceId));
    }

    /// A trace that no other transaction changes until this one ends.
    StoredTrace locked(String traceId) {
        return findLocked(traceId).orElseThrow(() -> missing(traceId));
    }

    Optional<StoredTrace> findLocked(String traceId) {
        return tx.find(
                        SELECT + OWN + " AND t.trace_id = ? " + tx.locking("t"),
                        row,
                        caller.workspace().id(),
                        traceId)
                .filter(trace -> admits(trace.shown()));
    }

    private boolean admits(ShownTrace trace) {
        return Guard.admits(caller, TRACE, trace.experimentId());
    }

    /// Traces by their numbers, in the order given.
    List<ShownTrace> byIds(List<Long> ids) {
        Map<Long, ShownTrace> found = HashMap.newHashMap(ids.size());
        tx.queryIn(
                SELECT_SHOWN + " WHERE t.id IN (:ids)",
                one -> found.put(one.getLong(1), shownRow.read(one)),
                ids.stream().mapToLong(Long::longValue).toArray());
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /// Those of some traces that are there, in the order given.
    List<ShownTrace> byTraceIds(Collection<String> traceIds) {
        Map<String, ShownTrace> found = HashMap.newHashMap(traceIds.size());
        tx.queryIn(
                SELECT_SHOWN + OWN + " AND t.trace_id IN (:ids)",
                one -> found.put(one.getString(2), shownRow.read(one)),
                traceIds,
                caller.workspace().id());
        return traceIds.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(this::admits)
                .toList();
    }

    /// Traces with all that they have but their spans, in the order given: a fixed number of statements.
    List<TraceInfo> whole(List<ShownTrace> traces) {
        long[] ids = traces.stream().mapToLong(ShownTrace::id).toArray();
        var texts = new TraceTextStore(tx).of(ids);
        var assessments = new AssessmentStore(tx)
                .of(traces.stream().collect(Collectors.toMap(ShownTrace::id, ShownTrace::traceId)));
        return traces.stream()
                .map(trace -> trace.info(
                        Objects.requireNonNull(texts.get(trace.id())), assessments.getOrDefault(trace.id(), List.of())))
                .toList();
    }

    /// Adds those of some traces that are not there yet, and returns the numbers that these were given.
    Map<String, Long> insert(List<StoredTrace> traces) {
        Map<String, Long> added = HashMap.newHashMap(traces.size());
        tx.insertAll(
                INSERT, traces.stream().map(this::values).toList(), row -> added.put(row.getString(1), row.getLong(2)));
        return added;
    }

    /// Those of some traces that are there; no other transaction changes them until this one ends.
    List<StoredTrace> lockedAll(List<String> traceIds) {
        if (traceIds.isEmpty()) {
            return List.of();
        }
        Map<String, StoredTrace> found = HashMap.newHashMap(traceIds.size());
        tx.queryIn(
                SELECT + OWN + " AND t.trace_id IN (:ids) ORDER BY t.trace_id " + tx.locking("t"),
                one -> found.put(one.getString(2), row.read(one)),
                traceIds,
                caller.workspace().id());
        return traceIds.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(trace -> admits(trace.shown()))
                .toList();
    }

    /// Why some traces are neither new nor all there: one is none of the caller's business, or others have just deleted
    /// it. To add it now, behind what is locked, would be to wait crosswise, so the transaction is then begun anew.
    RuntimeException vanished(List<String> traceIds) {
        return tx.queryIn("""
                SELECT t.trace_id, t.experiment_id, e.workspace_id
                FROM traces t JOIN experiments e ON e.id = t.experiment_id WHERE t.trace_id IN (:ids)
                """, row -> new Home(row.getString(1), row.getLong(2), row.getLong(3)), traceIds).stream()
                .filter(home ->
                        home.workspace != caller.workspace().id() || !Guard.admits(caller, TRACE, home.experiment))
                .findFirst()
                .<RuntimeException>map(home -> missing(home.traceId))
                .orElseGet(tx::overtaken);
    }

    /// Where a trace is.
    private record Home(String traceId, long experiment, long workspace) {}

    /// Keeps others from changing some traces and what belongs to them until the transaction ends.
    ///
    /// @param numbers the query that finds the traces
    static void lock(Transaction tx, String numbers, Object... binds) {
        tx.query(
                "SELECT t.id FROM traces t WHERE t.id IN (" + numbers + ") ORDER BY t.trace_id " + tx.locking("t"),
                row -> row.getLong(1),
                binds);
    }

    /// Writes the rows of traces that are there.
    void update(List<StoredTrace> traces) {
        tx.insertAll(UPDATE, traces.stream().map(this::numberedValues).toList());
    }

    private static String select(String columns) {
        return Stream.of(columns.split(","))
                .map(column -> "t." + column.strip())
                .collect(Collectors.joining(", ", "SELECT ", " FROM traces t"));
    }

    private @Nullable Object[] numberedValues(StoredTrace trace) {
        @Nullable Object[] values = values(trace);
        @Nullable Object[] numbered = new @Nullable Object[values.length + 1];
        numbered[0] = trace.id();
        System.arraycopy(values, 0, numbered, 1, values.length);
        return numbered;
    }

    private @Nullable Object[] values(StoredTrace trace) {
        ShownTrace shown = trace.shown();
        return new Object[] {
            shown.traceId(),
            shown.experimentId(),
            shown.clientRequestId(),
            shown.state().name(),
            shown.requestTime(),
            shown.executionDuration(),
            TracePreviews.storedRequest(tx, shown.traceId(), shown.requestPreview()),
            TracePreviews.storedResponse(tx, shown.traceId(), shown.responsePreview()),
            trace.isFinal() ? 1L : 0L,
            trace.name(),
            trace.session(),
            trace.tokens().input(),
            trace.tokens().output(),
            trace.tokens().total(),
            trace.tokens().cacheRead(),
            trace.tokens().cacheCreation()
        };
    }

    static ApiException missing(String traceId) {
        return ApiException.missing("Trace with ID '%s' not found.".formatted(traceId));
    }
}
