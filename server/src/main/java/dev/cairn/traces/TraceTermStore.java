package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The SQL of what traces can be found by.
final class TraceTermStore {
    private static final BulkInsert ADD = new BulkInsert(
            "INSERT INTO trace_terms (term, trace)",
            List.of(ColumnType.LONG, ColumnType.LONG),
            "ON CONFLICT (term, trace) DO NOTHING");

    private final Transaction tx;

    TraceTermStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds terms of traces, in the order of the rows, so that two transactions never wait for each other crosswise.
    void add(Map<Long, Set<Long>> terms) {
        int count = terms.values().stream().mapToInt(Set::size).sum();
        Object[][] rows = new Object[count][];
        int next = 0;
        for (Map.Entry<Long, Set<Long>> trace : terms.entrySet()) {
            for (Long term : trace.getValue()) {
                rows[next++] = new Object[] {term, trace.getKey()};
            }
        }
        Arrays.sort(rows, TraceTermStore::compare);
        tx.insertAll(ADD, Arrays.asList(rows));
    }

    private static int compare(Object[] one, Object[] other) {
        int byTerm = Long.compare((Long) one[0], (Long) other[0]);
        return byTerm != 0 ? byTerm : Long.compare((Long) one[1], (Long) other[1]);
    }
}
