package dev.cairn.traces;

import java.util.BitSet;
import java.util.Comparator;

/// 128 numbers of traces in a row, and the times between which these began, in milliseconds. Traces mostly get their
/// numbers in the order of time, so that a search by time meets few slices.
///
/// @param first  the first of the numbers
/// @param oldest no trace of it began before
/// @param newest no trace of it began after
record TraceSlice(long first, long oldest, long newest) {
    static final int SIZE = 128;

    /// The first number of the slice that a trace is in.
    static long first(long trace) {
        return trace & -SIZE;
    }

    /// A slice whose traces may have begun at any time.
    static TraceSlice ofAnyTime(long first) {
        return new TraceSlice(first, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    static Comparator<TraceSlice> byTime(boolean ascending) {
        return ascending
                ? Comparator.comparingLong(TraceSlice::oldest)
                : Comparator.comparingLong(TraceSlice::newest).reversed();
    }

    /// Whether all of its traces come behind a place.
    boolean isBehind(TracePlace place, boolean ascending) {
        return ascending ? oldest > place.time() : newest < place.time();
    }

    /// Whether all of its traces come before a page.
    boolean isBefore(TracePage page, boolean ascending) {
        return ascending ? newest < page.time() : oldest > page.time();
    }

    long block() {
        return TraceBlock.of(first);
    }

    /// The places of its own traces among some of the block.
    BitSet own(BitSet places) {
        int from = TraceBlock.place(first);
        BitSet own = new BitSet();
        own.set(from, from + SIZE);
        own.and(places);
        return own;
    }
}
