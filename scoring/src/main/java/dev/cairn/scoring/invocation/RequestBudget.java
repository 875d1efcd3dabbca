package dev.cairn.scoring.invocation;

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
        ScoringLimits.require("values", values, limits.maxValues());
    }

    void rows(int count) {
        ScoringLimits.require("rows", count, limits.maxRows());
    }

    void columns(int count) {
        limits.requireColumns(count);
    }

    /// Accounts for the length of a text.
    void letters(long count) {
        letters += count;
        ScoringLimits.require("letters", letters, TEXTS * limits.maxText());
    }

    /// Accounts for bytes that are unpacked, before they are.
    void bytes(long count) {
        bytes += count;
        ScoringLimits.require("bytes", bytes, BYTES_OF_A_VALUE * limits.maxValues() + TEXTS * limits.maxText());
    }
}
