package dev.cairn.traces.terms;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.LongStream;

/// 128 numbers of traces in a row, and the times between which these began, in milliseconds. Traces mostly get their
/// numbers in the order of time, so that a search by time meets few slices.
///
/// @param first  the first of the numbers
/// @param oldest no trace of it began before
/// @param newest no trace of it began after
public record TraceSlice(long first, long oldest, long newest) {
    static final int SIZE = 128;

    /// The first number of the slice that a trace is in.
    public static long first(long trace) {
        return trace & -SIZE;
    }

    /// A slice whose traces may have begun at any time.
    static TraceSlice ofAnyTime(long first) {
        return new TraceSlice(first, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public static Comparator<TraceSlice> byTime(boolean ascending) {
        return ascending
                ? Comparator.comparingLong(TraceSlice::oldest)
                : Comparator.comparingLong(TraceSlice::newest).reversed();
    }

    /// Whether all of its traces come behind a time, in milliseconds.
    public boolean isBehind(long time, boolean ascending) {
        return ascending ? oldest > time : newest < time;
    }

    /// Whether all of its traces come before a time, in milliseconds.
    public boolean isBefore(long time, boolean ascending) {
        return ascending ? newest < time : oldest > time;
    }

    public long block() {
        return TraceBlock.of(first);
    }

    /// The numbers of its own traces among the places of some in the block.
    public LongStream own(BitSet places) {
        LongStream.Builder own = LongStream.builder();
        int from = TraceBlock.place(first);
        for (int place = places.nextSetBit(from);
                place >= 0 && place < from + SIZE;
                place = places.nextSetBit(place + 1)) {
            own.add(TraceBlock.trace(block(), place));
        }
        return own.build();
    }
}
