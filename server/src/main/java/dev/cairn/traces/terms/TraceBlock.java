package dev.cairn.traces.terms;

import java.util.BitSet;
import java.util.Map;

/// 1,024 numbers of traces in a row: what the index of terms is divided into. A trace is at a place in its block.
public final class TraceBlock {
    public static final int SIZE = 1_024;

    private static final int BITS = 10;

    private TraceBlock() {}

    /// The block that a trace is in.
    public static long of(long trace) {
        return trace >> BITS;
    }

    public static int place(long trace) {
        return (int) (trace & (SIZE - 1));
    }

    /// The number of the trace that is at a place.
    public static long trace(long block, int place) {
        return (block << BITS) + place;
    }

    /// Adds the place of a trace to those of its block.
    public static void add(Map<Long, BitSet> places, long trace) {
        places.computeIfAbsent(of(trace), block -> new BitSet()).set(place(trace));
    }
}
