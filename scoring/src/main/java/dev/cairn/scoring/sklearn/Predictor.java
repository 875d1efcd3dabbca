package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.List;

/// An estimator that has been fitted, and one of its methods. Immutable and thread-safe; a call runs on the caller's
/// thread.
public sealed interface Predictor {
    /// What the method answers; `RefusedRowsException` where it would not, `OverdueException` where it takes too long.
    Answer predict(Table table, TimeLimit limit);

    /// Steps, and what predicts from their result.
    record Piped(Step steps, Predictor last) implements Predictor {
        @Override
        public Answer predict(Table table, TimeLimit limit) {
            return last.predict(steps.apply(table, limit), limit);
        }
    }

    /// What the scores are, through a link: numbers.
    ///
    /// @param flat whether it answers a number a row instead of a list of one
    record Regression(Inputs inputs, Scores scores, Link link, boolean flat) implements Predictor {
        @Override
        public Answer predict(Table table, TimeLimit limit) {
            return new Answer.Figures(link.of(scores.of(inputs.numbers(table), limit)), flat);
        }
    }

    /// The class of the greatest score, the first of equal ones; or where there is one score a row, the second class
    /// where that is greater than 0.
    ///
    /// @param zero whether 0 is enough for the second class
    record Classification(Inputs inputs, Scores scores, List<Object> classes, boolean zero) implements Predictor {
        @Override
        public Answer predict(Table table, TimeLimit limit) {
            Numbers scored = scores.of(inputs.numbers(table), limit);
            List<Object> labels = new ArrayList<>(scored.rows);
            for (int row = 0; row < scored.rows; row++) {
                labels.add(classes.get(scored.width == 1 ? side(scored.values[row]) : greatest(scored, row)));
            }
            return new Answer.Labels(labels);
        }

        private int side(double score) {
            return score > 0 || (zero && score == 0) ? 1 : 0;
        }

        private static int greatest(Numbers scores, int row) {
            int greatest = 0;
            for (int i = 1; i < scores.width; i++) {
                if (scores.at(row, i) > scores.at(row, greatest)) {
                    greatest = i;
                }
            }
            return greatest;
        }
    }

    /// The same for all rows, which are not looked at.
    record Constant(Answer one) implements Predictor {
        @Override
        public Answer predict(Table table, TimeLimit limit) {
            return switch (one) {
                case Answer.Labels label ->
                    new Answer.Labels(java.util.Collections.nCopies(
                            table.rows(), label.labels().getFirst()));
                case Answer.Figures figures -> {
                    Numbers all = Numbers.room(table.rows(), figures.numbers().width);
                    for (int i = 0; i < all.values.length; i++) {
                        all.values[i] = figures.numbers().values[i % all.width];
                    }
                    yield new Answer.Figures(all, figures.flat());
                }
            };
        }
    }
}
