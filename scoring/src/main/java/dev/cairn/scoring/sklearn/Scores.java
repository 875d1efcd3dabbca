package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;

/// What an estimator computes of rows before it decides: numbers for each, in an array of their own. Immutable.
sealed interface Scores permits Scores.Linear, Scores.Gaussian, Scores.Binary, TreeScores {
    /// Those of some rows; `OverdueException` where they take too long.
    Numbers of(Numbers rows, TimeLimit limit);

    /// `x · weights + bias`, of a row of weights for each score.
    record Linear(Numbers weights, Numbers bias) implements Scores {
        /// @param weights one row for each of the scores
        /// @param bias as many numbers, or one for all
        static Linear of(Numbers weights, Numbers bias) {
            if (bias.values.length == weights.rows) {
                return new Linear(weights, bias);
            } else if (bias.values.length != 1) {
                throw new SkopsFormatException(
                        "has %d intercepts for %d scores".formatted(bias.values.length, weights.rows));
            }
            double[] all = new double[weights.rows];
            java.util.Arrays.fill(all, bias.values[0]);
            return new Linear(weights, Numbers.row(all));
        }

        @Override
        public Numbers of(Numbers rows, TimeLimit limit) {
            Numbers scores = Numbers.room(rows.rows, weights.rows);
            for (int row = 0; row < rows.rows; row++) {
                limit.checkAt(row);
                for (int i = 0; i < weights.rows; i++) {
                    double product =
                            Numbers.dot(rows.values, row * rows.width, weights.values, i * rows.width, rows.width);
                    scores.values[row * weights.rows + i] = product + bias.values[i];
                }
            }
            return scores;
        }
    }

    /// The logarithm of how likely a row is in each class, where each column is normally distributed.
    record Gaussian(Numbers means, Numbers variances, Numbers bias) implements Scores {
        static Gaussian of(Numbers means, Numbers variances, Numbers priors) {
            double[] bias = new double[means.rows];
            for (int i = 0; i < bias.length; i++) {
                double sum = 0;
                for (int column = 0; column < means.width; column++) {
                    sum += Math.log(2 * Math.PI * variances.at(i, column));
                }
                bias[i] = Math.log(priors.values[i]) - 0.5 * sum;
            }
            return new Gaussian(means, variances, Numbers.row(bias));
        }

        @Override
        public Numbers of(Numbers rows, TimeLimit limit) {
            Numbers scores = Numbers.room(rows.rows, means.rows);
            for (int row = 0; row < rows.rows; row++) {
                limit.checkAt(row);
                for (int i = 0; i < means.rows; i++) {
                    double sum = 0;
                    for (int column = 0; column < rows.width; column++) {
                        double distance = rows.at(row, column) - means.at(i, column);
                        sum += distance * distance / variances.at(i, column);
                    }
                    scores.values[row * means.rows + i] = bias.values[i] - 0.5 * sum;
                }
            }
            return scores;
        }
    }

    /// The same of what is greater than a threshold or not.
    record Binary(double threshold, Scores scores) implements Scores {
        @Override
        public Numbers of(Numbers rows, TimeLimit limit) {
            double[] values = new double[rows.values.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.values[i] > threshold ? 1 : 0;
            }
            return scores.of(new Numbers(values, rows.rows, rows.width), limit);
        }
    }
}
