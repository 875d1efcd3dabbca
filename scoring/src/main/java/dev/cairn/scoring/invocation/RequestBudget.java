package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;

/// What is left of the limits while one request is read. Used by one thread.
final class RequestBudget {
    private final ScoringLimits limits;
    private long values;

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

    private static void check(String what, long count, int limit) {
        if (count > limit) {
            throw InvalidInput.malformed(
                    "The request has more than %d %s; send the data in smaller requests.".formatted(limit, what));
        }
    }
}
