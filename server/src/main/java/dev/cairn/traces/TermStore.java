package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.util.Collection;
import java.util.List;

/// The SQL of what traces are found by.
final class TermStore {
    private static final BulkInsert INSERT = new BulkInsert(
            "INSERT INTO trace_terms (term, trace)",
            List.of(ColumnType.LONG, ColumnType.LONG),
            "ON CONFLICT DO NOTHING");

    private final Transaction tx;

    TermStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds terms of a trace, in an order that is always the same, so that two transactions never wait crosswise.
    void add(long trace, Collection<Long> terms) {
        tx.insertAll(
                INSERT,
                terms.stream()
                        .distinct()
                        .sorted()
                        .map(term -> new Object[] {term, trace})
                        .toList());
    }
}
