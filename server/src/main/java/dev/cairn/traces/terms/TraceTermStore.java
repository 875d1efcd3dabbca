package dev.cairn.traces.terms;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The SQL of what traces can be found by, from when it is noted until it is in [TermIndexStore].
final class TraceTermStore {
    private static final BulkInsert NOTE =
            new BulkInsert("INSERT INTO pending_terms (trace, terms)", List.of(ColumnType.LONG, ColumnType.BYTES), "");

    /// Terms in one row: a trace of many spans has several.
    private static final int MAX_IN_ROW = 10_000;

    /// Rows that are looked at, at once.
    private static final int MAX_ROWS = 2_000;

    private final Transaction tx;

    TraceTermStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds terms of traces.
    void add(Map<Long, Set<Long>> terms) {
        List<Object[]> rows = new ArrayList<>(terms.size());
        new TreeMap<>(terms).forEach((trace, some) -> {
            List<Long> all = List.copyOf(some);
            for (int from = 0; from < all.size(); from += MAX_IN_ROW) {
                rows.add(new Object[] {trace, bytes(all.subList(from, Math.min(all.size(), from + MAX_IN_ROW)))});
            }
        });
        tx.insertAll(NOTE, rows);
    }

    boolean hasPending() {
        return tx.find("SELECT 1 FROM pending_terms LIMIT 1", row -> 1).isPresent();
    }

    /// The oldest of what waits for its place in the index: up to so many terms, but a row at least.
    List<Pending> oldest(int mostTerms) {
        return oldest(waiting(), mostTerms);
    }

    private List<Pending> oldest(List<Waiting> waiting, int mostTerms) {
        long terms = 0;
        long last = 0;
        for (Waiting row : waiting) {
            terms += row.terms;
            if (terms > mostTerms && last != 0) {
                break;
            }
            last = row.id;
        }
        if (last == 0) {
            return List.of();
        }
        return tx.query("SELECT id, trace, terms FROM pending_terms WHERE id <= ? ORDER BY id", Pending::read, last);
    }

    /// All that waits, if it is no more than some thousand rows with so many terms.
    Optional<List<Pending>> all(int mostTerms) {
        List<Waiting> waiting = waiting();
        long terms = waiting.stream().mapToLong(Waiting::terms).sum();
        return waiting.size() == MAX_ROWS || terms > mostTerms
                ? Optional.empty()
                : Optional.of(oldest(waiting, mostTerms));
    }

    private List<Waiting> waiting() {
        return tx.query(
                "SELECT id, length(terms) FROM pending_terms ORDER BY id LIMIT ?",
                row -> new Waiting(row.getLong(1), row.getLong(2) / Long.BYTES),
                MAX_ROWS);
    }

    void remove(List<Pending> pending) {
        tx.updateIn(
                "DELETE FROM pending_terms WHERE id IN (:ids)",
                pending.stream().mapToLong(Pending::id).toArray());
    }

    private static byte[] bytes(List<Long> terms) {
        ByteBuffer bytes = ByteBuffer.allocate(terms.size() * Long.BYTES);
        terms.forEach(bytes::putLong);
        return bytes.array();
    }

    /// A row, and how many terms are in it.
    private record Waiting(long id, long terms) {}

    /// Some terms of a trace.
    record Pending(long id, long trace, LongBuffer terms) {
        private static Pending read(java.sql.ResultSet row) throws java.sql.SQLException {
            return new Pending(
                    row.getLong(1),
                    row.getLong(2),
                    ByteBuffer.wrap(row.getBytes(3)).asLongBuffer());
        }

        boolean hasAny(Set<Long> wanted) {
            for (int i = 0; i < terms.limit(); i++) {
                if (wanted.contains(terms.get(i))) {
                    return true;
                }
            }
            return false;
        }
    }
}
