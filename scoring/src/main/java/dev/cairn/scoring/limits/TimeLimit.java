package dev.cairn.scoring.limits;

import java.time.Duration;

/// How long one call may compute. Whatever computes looks at it again and again, once for some rows or walks, and it
/// counts from the first look, so that a call of few steps never asks for the time. Safe for use by any number of
/// threads, as many as compute for the call.
public final class TimeLimit {
    /// As long as a caller waits at most.
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /// Rows between two looks, where their number is all that there is to count by.
    private static final int ROWS = 64;
    private static final double MILLIS = 1_000;

    private final Duration longest;
    private volatile boolean isBegun;
    private volatile long began;

    /// The longest that any call may take.
    public TimeLimit() {
        this(LONGEST);
    }

    public TimeLimit(Duration longest) {
        this.longest = longest;
    }

    /// `OverdueException` if the time is over.
    public void check() {
        long now = System.nanoTime();
        if (!isBegun) {
            began = now; // threads that come first together agree well enough
            isBegun = true;
        } else if (now - began >= longest.toNanos()) {
            throw new OverdueException(message(longest));
        }
    }

    /// The same, once for some rows and not for the first ones; to be said before each row.
    ///
    /// @param row its number, from 0
    public void checkAt(int row) {
        if (row % ROWS == ROWS - 1) {
            check();
        }
    }

    /// The same, before a step that takes all rows through it; not for a single one.
    public void checkBefore(int rows) {
        if (rows > 1) {
            check();
        }
    }

    /// Why a call that took longer has no answer.
    public static String message(Duration longest) {
        return "it took more than %.1f seconds, and was ended.".formatted(longest.toMillis() / MILLIS);
    }
}
