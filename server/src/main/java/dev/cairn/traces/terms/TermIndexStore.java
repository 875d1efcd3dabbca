package dev.cairn.traces.terms;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The SQL of the index from terms to traces: for each block of traces a row a term, with the traces that have it. What
/// comes in belongs to the last blocks, so that it is written in one place whatever the terms are.
///
/// Traces that were deleted stay in it until all of their block are.
final class TermIndexStore {
    private static final BulkInsert PUT = new BulkInsert(
            "INSERT INTO trace_terms (block, term, traces)",
            List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.BYTES),
            "ON CONFLICT (block, term) DO UPDATE SET traces = excluded.traces");

    /// Bytes of a bit for each place of a block. Lists of places are always shorter.
    private static final int BITMAP = TraceBlock.SIZE / Byte.SIZE;

    private final Transaction tx;

    TermIndexStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds terms of traces. Only one transaction at a time may do so.
    void add(List<TraceTermStore.Pending> entries) {
        NavigableMap<Long, NavigableMap<Long, BitSet>> blocks = new TreeMap<>();
        for (TraceTermStore.Pending entry : entries) {
            NavigableMap<Long, BitSet> terms =
                    blocks.computeIfAbsent(TraceBlock.of(entry.trace()), block -> new TreeMap<>());
            int place = TraceBlock.place(entry.trace());
            for (int i = 0; i < entry.terms().limit(); i++) {
                terms.computeIfAbsent(entry.terms().get(i), term -> new BitSet())
                        .set(place);
            }
        }
        List<Object[]> rows = new ArrayList<>();
        blocks.forEach((block, terms) -> {
            tx.queryIn(
                    "SELECT term, traces FROM trace_terms WHERE block = ? AND term IN (:ids)",
                    row -> addAll(Objects.requireNonNull(terms.get(row.getLong(1))), row.getBytes(2)),
                    numbers(terms.keySet()),
                    block);
            terms.forEach((term, places) -> rows.add(new Object[] {block, term, bytes(places)}));
        });
        tx.insertAll(PUT, rows);
    }

    /// The places of the traces that have one of some terms, in each of the blocks in which one does.
    Map<Long, BitSet> find(Set<Long> terms, Collection<Long> blocks) {
        Map<Long, BitSet> found = new HashMap<>();
        for (long term : terms) {
            tx.queryIn(
                    "SELECT block, traces FROM trace_terms WHERE term = ? AND block IN (:ids)",
                    row -> addAll(found.computeIfAbsent(row.getLong(1), block -> new BitSet()), row.getBytes(2)),
                    numbers(blocks),
                    term);
        }
        return found;
    }

    /// Forgets the blocks of traces that were deleted of which none is left.
    void forgetEmptyBlocks(long[] deleted) {
        LongStream.of(deleted).map(TraceBlock::of).distinct().forEach(block -> {
            long first = TraceBlock.trace(block, 0);
            long last = TraceBlock.trace(block, TraceBlock.SIZE - 1);
            if (tx.find("SELECT 1 FROM traces WHERE id BETWEEN ? AND ? LIMIT 1", row -> 1, first, last)
                    .isEmpty()) {
                tx.update("DELETE FROM trace_terms WHERE block = ?", block);
                new TraceTimeStore(tx).forget(block);
            }
        });
    }

    private static long[] numbers(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /// Places as they are stored: two bytes for each, ascending, or where that is no shorter a bit for each place
    /// of the block, the lowest first.
    private static byte[] bytes(BitSet places) {
        int few = places.cardinality() * Short.BYTES;
        if (few >= BITMAP) {
            return Arrays.copyOf(places.toByteArray(), BITMAP);
        }
        ByteBuffer bytes = ByteBuffer.allocate(few);
        places.stream().forEach(place -> bytes.putShort((short) place));
        return bytes.array();
    }

    private static boolean addAll(BitSet places, byte[] stored) {
        if (stored.length == BITMAP) {
            places.or(BitSet.valueOf(stored));
            return true;
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        while (bytes.hasRemaining()) {
            places.set(bytes.getShort());
        }
        return true;
    }
}
