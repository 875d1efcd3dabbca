package dev.cairn.traces;

/// 1,024 numbers of traces in a row: what the index of terms is divided into. A trace is at a place in its block.
final class TraceBlock {
    static final int SIZE = 1_024;

    private static final int BITS = 10;

    private TraceBlock() {}

    /// The block that a trace is in.
    static long of(long trace) {
        return trace >> BITS;
    }

    static int place(long trace) {
        return (int) (trace & (SIZE - 1));
    }

    /// The number of the trace that is at a place.
    static long trace(long block, int place) {
        return (block << BITS) + place;
    }
}
