package dev.cairn.scoring;

import java.util.List;

/// What one request may cost: rows, columns, values (rows × columns, holes included), levels of nested JSON,
/// characters of one text; and the threads that one call may occupy inside a library that scores a model.
public record ScoringLimits(int maxRows, int maxColumns, int maxValues, int maxDepth, int maxText, int threads) {
    public static final ScoringLimits DEFAULT = new ScoringLimits(1_000_000, 10_000, 10_000_000, 32, 10_000_000, 1);

    public ScoringLimits {
        if (Math.min(Math.min(maxRows, maxColumns), Math.min(maxValues, maxDepth)) < 1 || maxText < 1 || threads < 1) {
            throw new IllegalArgumentException("Every limit must be at least 1.");
        }
    }

    /// `InvalidInput` if a table has too many columns.
    public void requireColumns(int count) {
        require("columns", count, maxColumns);
    }

    /// `InvalidInput` if an answer would have too many values.
    void requireAnswer(long values) {
        if (values > maxValues) {
            throw InvalidInput.evaluation(
                    "The answer would have more than %d values; send smaller requests.".formatted(maxValues));
        }
    }

    /// `InvalidInput` if there are too many.
    ///
    /// @param what they are, such as `rows`
    public static void require(String what, long count, long limit) {
        if (count > limit) {
            throw InvalidInput.malformed("There are more than %d %s; send fewer at a time.".formatted(limit, what));
        }
    }

    /// How many values the shape of an input has; `InvalidInput` if too many.
    public int count(String input, List<Integer> shape) {
        try {
            long count = Tensor.count(shape);
            if (count <= maxValues) {
                return (int) count;
            }
        } catch (ArithmeticException _) {
            // too large as well
        }
        throw InvalidInput.form("Input '%s' has a shape of more than %d values.".formatted(input, maxValues));
    }
}
