package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.LinkPromptsToTrace.PromptVersionRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The SQL that reads what belongs to traces which go to another server.
final class TraceCopyStore {
    private final Transaction tx;
    private final Caller caller;

    TraceCopyStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<TracesExport.Head> page(String after, int limit) {
        return tx.query(
                """
                SELECT t.trace_id, t.experiment_id,
                  (SELECT COALESCE(SUM(s.content_length), 0) FROM spans s WHERE s.trace = t.id)
                FROM traces t JOIN experiments e ON e.id = t.experiment_id
                WHERE e.workspace_id = ? AND t.is_deleted = 0 AND t.trace_id > ?
                ORDER BY t.trace_id LIMIT ?
                """,
                row -> new TracesExport.Head(row.getString(1), Long.toString(row.getLong(2)), row.getLong(3)),
                caller.workspace().id(),
                after,
                limit);
    }

    /// The texts of the spans of traces, by the numbers of the traces.
    Map<Long, List<String>> spans(long[] traces) {
        return grouped(
                "SELECT trace, content, span_id FROM span_contents WHERE trace IN (:ids) ORDER BY trace, span_id",
                row -> SpanStore.read(tx, row.getLong(1), row.getLong(3), row.getString(2)),
                traces);
    }

    Map<Long, List<String>> runs(long[] traces) {
        return grouped(
                "SELECT trace, run_id FROM trace_runs WHERE trace IN (:ids) ORDER BY trace, run_id",
                row -> row.getString(2),
                traces);
    }

    Map<Long, List<PromptVersionRef>> prompts(long[] traces) {
        return grouped(
                "SELECT trace, name, version FROM trace_prompts WHERE trace IN (:ids) ORDER BY trace, name, version",
                row -> new PromptVersionRef(row.getString(2), row.getString(3)),
                traces);
    }

    private <T> Map<Long, List<T>> grouped(String sql, Row<T> value, long[] traces) {
        Map<Long, List<T>> groups = new HashMap<>();
        tx.queryIn(
                sql,
                row -> groups.computeIfAbsent(row.getLong(1), trace -> new ArrayList<>())
                        .add(value.read(row)),
                traces);
        return groups;
    }
}
