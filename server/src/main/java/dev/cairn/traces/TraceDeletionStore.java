package dev.cairn.traces;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.traces.terms.TraceIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL that takes traces to the trash, out of it, and away for good: the one place that knows all that belongs to
/// a trace.
final class TraceDeletionStore {
    /// What has rows of a trace, by their column `trace`.
    private static final List<String> TABLES = List.of(
            "trace_tags",
            "trace_metadata",
            "trace_texts",
            "spans",
            "span_contents",
            "span_usage",
            "pending_terms",
            "assessments",
            "trace_runs",
            "trace_prompts");

    private final Transaction tx;

    TraceDeletionStore(Transaction tx) {
        this.tx = tx;
    }

    /// The ids of the oldest traces of an experiment that began at a time or before.
    List<String> oldest(long experiment, long millis, int most) {
        return tx.query("""
                SELECT trace_id FROM traces WHERE experiment_id = ? AND is_deleted = 0 AND request_time <= ?
                ORDER BY request_time, trace_id LIMIT ?
                """, row -> row.getString(1), experiment, millis, most);
    }

    /// Some of the traces of an experiment that are named; nobody else changes them.
    List<StoredTrace> named(long experiment, List<String> traceIds) {
        return tx.queryIn(TraceStore.SELECT + """
                         WHERE t.experiment_id = ? AND t.is_deleted = 0 AND t.trace_id IN (:ids) ORDER BY t.trace_id
                        """ + tx.removing("t"), TraceStore.row(tx), traceIds, experiment).stream()
                .distinct()
                .toList();
    }

    /// Hides traces, and frees their ids and those of their assessments for others. A trace of the same id that was
    /// deleted before is marked to go for good.
    void trash(List<StoredTrace> traces, long now) {
        long[] ids = traces.stream().mapToLong(StoredTrace::id).sorted().toArray();
        mark(tx.queryIn("""
                SELECT d.id FROM deleted_traces d
                JOIN traces t ON t.trace_id = d.trace_id AND t.experiment_id = d.experiment_id
                WHERE t.id IN (:ids) ORDER BY d.id
                """ + tx.locking("d"), row -> row.getLong(1), ids), now);
        tx.queryIn("""
                INSERT INTO deleted_traces (id, trace_id, experiment_id, lifecycle_stage, deleted_time)
                SELECT id, trace_id, experiment_id, 'deleted', ? FROM traces WHERE id IN (:ids) RETURNING id
                """, row -> row.getLong(1), ids, now);
        tx.updateIn("UPDATE traces SET is_deleted = 1, trace_id = id || '~' || trace_id WHERE id IN (:ids)", ids);
        tx.updateIn("""
                UPDATE assessments SET assessment_id = trace || '~' || assessment_id, overrides = trace || '~' || overrides
                WHERE trace IN (:ids)
                """, ids);
    }

    /// Their files are those of the trace that has their id from now on, so they are marked without it.
    private void mark(List<Long> traces, long now) {
        if (traces.isEmpty()) {
            return;
        }
        long[] ids = numbers(traces);
        tx.queryIn("""
                INSERT INTO purges (workspace_id, kind, item, marked_time)
                SELECT e.workspace_id, 'TRACE', d.id, ? FROM deleted_traces d
                JOIN experiments e ON e.id = d.experiment_id
                WHERE d.lifecycle_stage <> 'purging' AND d.id IN (:ids) ORDER BY d.id RETURNING item
                """, row -> row.getLong(1), ids, now);
        tx.updateIn("""
                UPDATE deleted_traces SET lifecycle_stage = 'purging', trace_id = id || '~' || trace_id WHERE id IN (:ids)
                """, ids);
    }

    /// The trace of a workspace that is in the trash under an id, unless it is being purged; nobody else changes it.
    Optional<Long> inTrash(Workspace workspace, String traceId) {
        Optional<Long> found = findInTrash(workspace, traceId, "");
        found.ifPresent(trace -> tx.find("SELECT 1 FROM traces t WHERE t.id = ? " + tx.removing("t"), row -> 1, trace));
        return findInTrash(workspace, traceId, tx.locking("d")).filter(trace -> found.equals(Optional.of(trace)));
    }

    private Optional<Long> findInTrash(Workspace workspace, String traceId, String lock) {
        return tx.find("""
                SELECT d.id FROM deleted_traces d JOIN experiments e ON e.id = d.experiment_id
                WHERE d.trace_id = ? AND d.lifecycle_stage = 'deleted'
                  AND e.workspace_id = ? AND e.lifecycle_stage <> 'purging' ORDER BY d.id DESC LIMIT 1
                """ + lock, row -> row.getLong(1), traceId, workspace.id());
    }

    /// Undoes what `trash` did.
    void restore(long trace, String traceId) {
        boolean taken = tx.find("SELECT 1 FROM traces WHERE trace_id = ?", row -> 1, traceId)
                .isPresent();
        if (taken) {
            throw taken(traceId);
        }
        tx.update("UPDATE traces SET is_deleted = 0, trace_id = ? WHERE id = ?", traceId, trace);
        int prefix = Long.toString(trace).length() + 2;
        boolean known = tx.find("""
                SELECT 1 FROM assessments a JOIN assessments other ON other.assessment_id = substr(a.assessment_id, ?)
                WHERE a.trace = ?
                """, row -> 1, prefix, trace).isPresent();
        if (known) {
            throw ApiException.alreadyExists(
                    "Assessments of the trace '%s' were made again on another trace: delete these first."
                            .formatted(traceId));
        }
        tx.update(
                "UPDATE assessments SET assessment_id = substr(assessment_id, ?), overrides = substr(overrides, ?) WHERE trace = ?",
                prefix,
                prefix,
                trace);
        tx.update("DELETE FROM deleted_traces WHERE id = ?", trace);
    }

    static ApiException taken(String traceId) {
        return ApiException.alreadyExists(
                "A trace with ID '%s' was sent again after the one in the trash was deleted. Delete it first."
                        .formatted(traceId));
    }

    /// Deletes traces with all that they have; what comes in for them waits, and finds them gone.
    ///
    /// Begins with taking its turn with what writes the index, so it comes before all else that is locked. Rows of
    /// traces are locked in the order of the ids that they have, or had when others began to wait for them.
    ///
    /// @param traces their numbers
    void delete(List<Long> traces) {
        if (!traces.isEmpty()) {
            TraceIndex index = index();
            deleteLocked(index, tx.queryIn("""
                    SELECT t.id FROM traces t LEFT JOIN deleted_traces d ON d.id = t.id
                    WHERE t.id IN (:ids) ORDER BY COALESCE(d.trace_id, t.trace_id)
                    """ + tx.removing("t"), row -> row.getLong(1), numbers(traces)));
        }
    }

    /// The same with those of some traces of an experiment that began before a time and still have their ids: SQLite
    /// gives the highest number again once its row is deleted.
    ///
    /// @param traces their ids by their numbers
    /// @return how many
    int delete(long experiment, long before, Map<Long, String> traces) {
        TraceIndex index = index();
        List<Long> still = new ArrayList<>();
        tx.queryIn(
                """
                SELECT t.id, COALESCE(d.trace_id, t.trace_id) AS trace_id
                FROM traces t LEFT JOIN deleted_traces d ON d.id = t.id
                WHERE t.experiment_id = ? AND t.request_time < ? AND t.id IN (:ids)
                ORDER BY COALESCE(d.trace_id, t.trace_id)
                """ + tx.removing("t"),
                row -> row.getString(2).equals(traces.get(row.getLong(1))) && still.add(row.getLong(1)),
                numbers(traces.keySet()),
                experiment,
                before);
        deleteLocked(index, still);
        return still.size();
    }

    private TraceIndex index() {
        TraceIndex index = new TraceIndex(tx);
        index.lock();
        return index;
    }

    private void deleteLocked(TraceIndex index, List<Long> traces) {
        long[] ids = numbers(traces);
        tx.queryIn(
                "SELECT d.id FROM deleted_traces d WHERE d.id IN (:ids) ORDER BY d.id " + tx.removing("d"),
                row -> row.getLong(1),
                ids);
        TABLES.forEach(table -> tx.updateIn("DELETE FROM " + table + " WHERE trace IN (:ids)", ids));
        tx.updateIn("DELETE FROM deleted_traces WHERE id IN (:ids)", ids);
        tx.updateIn("DELETE FROM traces WHERE id IN (:ids)", ids);
        index.forgetEmptyBlocks(ids);
    }

    private static long[] numbers(Collection<Long> traces) {
        return traces.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
