package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import java.util.Collection;
import java.util.List;

/// The SQL of links of traces to runs and to versions of prompts.
final class TraceLinkStore {
    private static final BulkInsert RUNS = new BulkInsert(
            "INSERT INTO trace_runs (trace, run_id)",
            List.of(ColumnType.LONG, ColumnType.TEXT),
            "ON CONFLICT DO NOTHING");

    private static final BulkInsert PROMPTS = new BulkInsert(
            "INSERT INTO trace_prompts (trace, name, version)",
            List.of(ColumnType.LONG, ColumnType.TEXT, ColumnType.TEXT),
            "ON CONFLICT DO NOTHING");

    private final Transaction tx;

    TraceLinkStore(Transaction tx) {
        this.tx = tx;
    }

    void addRun(String runId, Collection<Long> traces) {
        tx.insertAll(
                RUNS,
                traces.stream()
                        .sorted()
                        .<Object[]>map(trace -> new Object[] {trace, runId})
                        .toList());
    }

    void removeRun(String runId) {
        TraceStore.lock(tx, "SELECT trace FROM trace_runs WHERE run_id = ?", runId);
        tx.update("DELETE FROM trace_runs WHERE run_id = ?", runId);
    }

    void addPrompts(long trace, List<LinkPromptsToTrace.PromptVersionRef> prompts) {
        tx.insertAll(
                PROMPTS,
                prompts.stream()
                        .<Object[]>map(prompt -> new Object[] {trace, prompt.name(), prompt.version()})
                        .toList());
    }
}
