package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;

/// What is left of the limits while one request is read. Used by one thread.
final class RequestBudget {
    private static final long TEXTS = 10;
    private static final long BYTES_OF_A_VALUE = 16;

    private final ScoringLimits limits;
    private long values;
    private long letters;
    private long bytes;

    RequestBudget(ScoringLimits limits) {
        this.limits = limits;
    }

    /// Accounts for values before they are stored.
    void values(int count) {
        values += count;
        check("values", values, limits.maxValues());
    }

    void rows(int count) {
        check("rows", count, limits.maxRows());
    }

    void columns(int count) {
        check("columns", count, limits.maxColumns());
    }

    /// Accounts for the length of a text.
    void letters(long count) {
        letters += count;
        check("letters", letters, TEXTS * limits.maxText());
    }

    /// Accounts for bytes that are unpacked, before they are.
    void bytes(long count) {
        bytes += count;
        check("bytes", bytes, BYTES_OF_A_VALUE * limits.maxValues() + TEXTS * limits.maxText());
    }

    private static void check(String what, long count, long limit) {
        if (count > limit) {
            throw InvalidInput.malformed("There are more than %d %s; send fewer at a time.".formatted(limit, what));
        }
    }
}
