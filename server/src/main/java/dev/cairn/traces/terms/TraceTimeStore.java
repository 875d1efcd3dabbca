package dev.cairn.traces.terms;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The SQL of the times between which the traces of each slice began: a row a block. Times of traces that changed or
/// were deleted stay in it.
final class TraceTimeStore {
    private static final BulkInsert PUT = new BulkInsert(
            "INSERT INTO trace_times (block, times)",
            List.of(ColumnType.LONG, ColumnType.BYTES),
            "ON CONFLICT (block) DO UPDATE SET times = excluded.times");

    private static final int SLICES = TraceBlock.SIZE / TraceSlice.SIZE;

    private final Transaction tx;

    TraceTimeStore(Transaction tx) {
        this.tx = tx;
    }

    /// Adds the times of traces as they are now. Only one transaction at a time may do so.
    void add(long[] traces) {
        Map<Long, Times> blocks = new TreeMap<>();
        tx.queryIn(
                "SELECT id, request_time FROM traces WHERE id IN (:ids)",
                row -> blocks.computeIfAbsent(TraceBlock.of(row.getLong(1)), block -> new Times())
                        .add(TraceBlock.place(row.getLong(1)) / TraceSlice.SIZE, row.getLong(2), row.getLong(2)),
                traces);
        tx.queryIn(
                "SELECT block, times FROM trace_times WHERE block IN (:ids)",
                row -> Objects.requireNonNull(blocks.get(row.getLong(1))).addAll(row.getBytes(2)),
                blocks.keySet().stream().mapToLong(Long::longValue).toArray());
        List<Object[]> rows = new ArrayList<>();
        blocks.forEach((block, times) -> rows.add(new Object[] {block, times.bytes()}));
        tx.insertAll(PUT, rows);
    }

    /// All slices in which traces are known to be.
    List<TraceSlice> slices() {
        List<TraceSlice> slices = new ArrayList<>();
        tx.query(
                "SELECT block, times FROM trace_times",
                row -> new Times().addAll(row.getBytes(2)).each(row.getLong(1), slices));
        return slices;
    }

    void forget(long block) {
        tx.update("DELETE FROM trace_times WHERE block = ?", block);
    }

    /// The times of a block's slices: as bytes two numbers of eight for each, the oldest and the newest.
    private static final class Times {
        private final long[] oldest = new long[SLICES];
        private final long[] newest = new long[SLICES];

        Times() {
            Arrays.fill(oldest, Long.MAX_VALUE);
            Arrays.fill(newest, Long.MIN_VALUE);
        }

        Times add(int slice, long from, long to) {
            oldest[slice] = Math.min(oldest[slice], from);
            newest[slice] = Math.max(newest[slice], to);
            return this;
        }

        Times addAll(byte[] bytes) {
            ByteBuffer times = ByteBuffer.wrap(bytes);
            for (int slice = 0; slice < SLICES; slice++) {
                add(slice, times.getLong(), times.getLong());
            }
            return this;
        }

        boolean each(long block, List<TraceSlice> slices) {
            for (int slice = 0; slice < SLICES; slice++) {
                if (oldest[slice] <= newest[slice]) {
                    long first = TraceBlock.trace(block, slice * TraceSlice.SIZE);
                    slices.add(new TraceSlice(first, oldest[slice], newest[slice]));
                }
            }
            return true;
        }

        byte[] bytes() {
            ByteBuffer times = ByteBuffer.allocate(SLICES * 2 * Long.BYTES);
            for (int slice = 0; slice < SLICES; slice++) {
                times.putLong(oldest[slice]).putLong(newest[slice]);
            }
            return times.array();
        }
    }
}
