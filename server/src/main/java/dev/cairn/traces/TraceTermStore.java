package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The SQL of what traces can be found by, from when it is noted until it is in [TermIndexStore].
final class TraceTermStore {
    private static final BulkInsert NOTE =
            new BulkInsert("INSERT INTO pending_terms (trace, terms)", List.of(ColumnType.LONG, ColumnType.BYTES), "");

    private final Transaction tx;

    TraceTermStore(Transaction tx) {
        this.tx = tx;
    }

    void add(long trace, Set<Long> terms) {
        add(Map.of(trace, terms));
    }

    /// Adds terms of traces.
    void add(Map<Long, Set<Long>> terms) {
        List<Object[]> rows = new ArrayList<>(terms.size());
        new TreeMap<>(terms).forEach((trace, some) -> {
            if (!some.isEmpty()) {
                rows.add(new Object[] {trace, bytes(some)});
            }
        });
        tx.insertAll(NOTE, rows);
    }

    boolean hasPending() {
        return tx.find("SELECT 1 FROM pending_terms LIMIT 1", row -> 1).isPresent();
    }

    /// The oldest of what waits for its place in the index.
    List<Pending> pending(int most) {
        return tx.query("SELECT id, trace, terms FROM pending_terms ORDER BY id LIMIT ?", Pending::read, most);
    }

    void remove(List<Pending> pending) {
        tx.updateIn(
                "DELETE FROM pending_terms WHERE id IN (:ids)",
                pending.stream().mapToLong(Pending::id).toArray());
    }

    private static byte[] bytes(Set<Long> terms) {
        ByteBuffer bytes = ByteBuffer.allocate(terms.size() * Long.BYTES);
        terms.forEach(bytes::putLong);
        return bytes.array();
    }

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
