package dev.cairn.traces.search;

import dev.cairn.http.ApiException;
import java.util.List;

/// The time that is measured, in milliseconds, both ends included, and the length of its intervals, in seconds.
record MeasuredTime(long from, long to, long interval) {
    /// Intervals of the server's choice at most, and of the caller's.
    private static final int FEW = 60;
    private static final int MOST = 1_000;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final List<Long> ROUND = List.of(
            1L,
            5L,
            10L,
            30L,
            MINUTE,
            5 * MINUTE,
            10 * MINUTE,
            30 * MINUTE,
            HOUR,
            3 * HOUR,
            6 * HOUR,
            12 * HOUR,
            DAY,
            2 * DAY,
            7 * DAY,
            30 * DAY,
            90 * DAY,
            365 * DAY);

    /// A time with round intervals.
    static MeasuredTime of(long from, long to) {
        long least = Math.max(1, Math.ceilDiv(seconds(from, to), FEW));
        return new MeasuredTime(
                from,
                to,
                ROUND.stream().filter(round -> round >= least).findFirst().orElse(Math.min(least, Integer.MAX_VALUE)));
    }

    /// A time with given intervals.
    static MeasuredTime of(long from, long to, long interval) {
        if (interval < 1 || interval > Integer.MAX_VALUE) {
            throw ApiException.invalid(
                    "time_interval_seconds must be between 1 and %d, got %d".formatted(Integer.MAX_VALUE, interval));
        }
        if (seconds(from, to) / interval > MOST) {
            throw ApiException.invalid(
                    "The time from start_time_ms to end_time_ms may have %,d intervals. Ask for a".formatted(MOST)
                            + " shorter time, or for longer intervals.");
        }
        return new MeasuredTime(from, to, interval);
    }

    private static long seconds(long from, long to) {
        if (from > to) {
            throw ApiException.invalid("start_time_ms must not be after end_time_ms.");
        }
        return to / 1_000 - from / 1_000;
    }
}
