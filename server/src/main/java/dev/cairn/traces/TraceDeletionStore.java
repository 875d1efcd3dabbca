package dev.cairn.traces;

import dev.cairn.db.Transaction;
import java.util.List;

/// The SQL that deletes traces, in the one place that knows all that belongs to them.
final class TraceDeletionStore {
    /// What has rows of a trace, by their column `trace`; the trace itself last.
    private static final List<String> TABLES = List.of(
            "trace_tags",
            "trace_metadata",
            "spans",
            "span_contents",
            "span_usage",
            "trace_terms",
            "assessments",
            "trace_runs",
            "trace_prompts");

    private final Transaction tx;

    TraceDeletionStore(Transaction tx) {
        this.tx = tx;
    }

    /// The oldest traces of an experiment that began at a time or before; nobody else changes them.
    List<StoredTrace> until(long experiment, long millis, int most) {
        return tx.query("""
                SELECT t.* FROM traces t WHERE t.experiment_id = ? AND t.request_time <= ?
                ORDER BY t.request_time, t.trace_id LIMIT ?
                """ + tx.locking("t"), TraceStore.ROW, experiment, millis, most);
    }

    /// Some of the traces of an experiment that are named; nobody else changes them.
    List<StoredTrace> named(long experiment, List<String> traceIds, int most) {
        return tx
                .queryIn(
                        "SELECT t.* FROM traces t WHERE t.experiment_id = ? AND t.trace_id IN (:ids) ORDER BY t.trace_id "
                                + tx.locking("t"),
                        TraceStore.ROW,
                        traceIds,
                        experiment)
                .stream()
                .distinct()
                .limit(most)
                .toList();
    }

    void delete(List<StoredTrace> traces) {
        long[] ids = traces.stream().mapToLong(StoredTrace::id).sorted().toArray();
        TABLES.forEach(table -> tx.updateIn("DELETE FROM " + table + " WHERE trace IN (:ids)", ids));
        tx.updateIn("DELETE FROM traces WHERE id IN (:ids)", ids);
    }
}
