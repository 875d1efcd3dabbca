package dev.cairn.traces;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

/// The SQL of the index from terms to traces: for each block of traces a row a term, with the traces that have it. What
/// comes in belongs to the last blocks, so that it is written in one place whatever the terms are.
///
/// Traces that were deleted stay in it until all of their block are.
final class TermIndexStore {
    private static final int BLOCK_BITS = 10;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    private static final BulkInsert PUT = new BulkInsert(
            "INSERT INTO trace_terms (block, term, traces)",
            List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.BYTES),
            "ON CONFLICT (block, term) DO UPDATE SET traces = excluded.traces");

    private final Transaction tx;

    TermIndexStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds terms of traces. Only one transaction at a time may do so.
    void add(List<TraceTermStore.Pending> entries) {
        NavigableMap<Long, NavigableMap<Long, Postings>> blocks = new TreeMap<>();
        for (TraceTermStore.Pending entry : entries) {
            NavigableMap<Long, Postings> terms =
                    blocks.computeIfAbsent(entry.trace() >> BLOCK_BITS, block -> new TreeMap<>());
            int place = (int) (entry.trace() & IN_BLOCK);
            for (int i = 0; i < entry.terms().limit(); i++) {
                terms.computeIfAbsent(entry.terms().get(i), term -> new Postings())
                        .add(place);
            }
        }
        List<Object[]> rows = new ArrayList<>();
        blocks.forEach((block, terms) -> {
            tx.queryIn(
                    "SELECT term, traces FROM trace_terms WHERE block = ? AND " + isAnyOf("term"),
                    row -> {
                        Objects.requireNonNull(terms.get(row.getLong(1))).addAll(row.getBytes(2));
                        return true;
                    },
                    terms.keySet().stream().mapToLong(Long::longValue).toArray(),
                    block);
            terms.forEach((term, places) -> rows.add(new Object[] {block, term, places.bytes()}));
        });
        tx.insertAll(PUT, rows);
    }

    /// The numbers of all traces that have one of some terms, ascending and each once, if they are at most so many.
    Optional<long[]> find(Set<Long> terms, int most) {
        NavigableMap<Long, Postings> found = new TreeMap<>();
        long[] blocks = blocks();
        for (long term : terms) {
            tx.queryIn(
                    "SELECT block, traces FROM trace_terms WHERE term = ? AND " + isAnyOf("block"),
                    row -> {
                        found.computeIfAbsent(row.getLong(1), block -> new Postings())
                                .addAll(row.getBytes(2));
                        return true;
                    },
                    blocks,
                    term);
        }
        int count = found.values().stream().mapToInt(Postings::size).sum();
        if (count > most) {
            return Optional.empty();
        }
        LongStream.Builder numbers = LongStream.builder();
        found.forEach((block, traces) -> traces.each(place -> numbers.add((block << BLOCK_BITS) + place)));
        return Optional.of(numbers.build().toArray());
    }

    /// PostgreSQL would compare each row of a block with each of the numbers, were these a query of their own.
    private String isAnyOf(String column) {
        return column
                + switch (tx.dialect()) {
                    case SQLITE -> " IN (:ids)";
                    case POSTGRES -> " = ANY (CAST(? AS BIGINT[]))";
                };
    }

    /// All blocks in which there may be traces: the key of the table begins with them.
    private long[] blocks() {
        return tx.find(
                        "SELECT (SELECT min(id) FROM traces), (SELECT max(id) FROM traces)",
                        row -> row.getObject(1) == null
                                ? LongStream.empty()
                                : LongStream.rangeClosed(row.getLong(1) >> BLOCK_BITS, row.getLong(2) >> BLOCK_BITS))
                .orElseThrow()
                .toArray();
    }

    /// Forgets the blocks of traces that were deleted of which none is left.
    void forgetEmptyBlocks(long[] deleted) {
        LongStream.of(deleted).map(trace -> trace >> BLOCK_BITS).distinct().forEach(block -> {
            long first = block << BLOCK_BITS;
            if (tx.find("SELECT 1 FROM traces WHERE id BETWEEN ? AND ? LIMIT 1", row -> 1, first, first + IN_BLOCK)
                    .isEmpty()) {
                tx.update("DELETE FROM trace_terms WHERE block = ?", block);
            }
        });
    }

    /// Keeps others from changing the index until the transaction ends.
    void lock() {
        tx.alone("trace_terms");
    }

    /// The places of traces in their block: as bytes two for each, ascending.
    private static final class Postings {
        private final BitSet places = new BitSet();

        void add(int place) {
            places.set(place);
        }

        void addAll(byte[] bytes) {
            for (int i = 0; i < bytes.length; i += Short.BYTES) {
                places.set(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff));
            }
        }

        int size() {
            return places.cardinality();
        }

        void each(IntConsumer place) {
            places.stream().forEach(place);
        }

        byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(size() * Short.BYTES);
            each(place -> bytes.putShort((short) place));
            return bytes.array();
        }
    }
}
