package dev.cairn.traces.search;

import java.util.Comparator;

/// Where a trace stands in the order of time.
///
/// @param id   its number
/// @param time when it began, milliseconds
record TracePlace(long id, long time, String traceId) {

    /// By time, and by id where that is the same.
    static Comparator<TracePlace> byTime(boolean ascending) {
        Comparator<TracePlace> byTime = Comparator.comparingLong(TracePlace::time);
        return (ascending ? byTime : byTime.reversed()).thenComparing(TracePlace::traceId);
    }
}
