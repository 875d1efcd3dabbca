package dev.cairn.scoring.sklearn;

/// What is made of the scores of a row.
enum Link {
    IDENTITY,
    EXP,
    /// Probabilities of classes of which each has its own: `1 / (1 + exp(-x))`, and of one the other besides.
    LOGISTIC,
    /// `exp(x)` of each, in proportion to their sum.
    SOFTMAX,
    /// The same of one score and its opposite.
    SOFTMAX_OF_BOTH;

    Numbers of(Numbers scores) {
        return switch (this) {
            case IDENTITY -> scores;
            case EXP -> exp(scores);
            case LOGISTIC -> scores.width == 1 ? both(scores, 1) : proportions(scores);
            case SOFTMAX -> softmax(scores);
            case SOFTMAX_OF_BOTH -> both(scores, 2);
        };
    }

    private static Numbers exp(Numbers scores) {
        for (int i = 0; i < scores.values.length; i++) {
            scores.values[i] = Math.exp(scores.values[i]);
        }
        return scores;
    }

    private static double logistic(double score) {
        double small = Math.exp(-Math.abs(score));
        return score >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    private static Numbers both(Numbers scores, double factor) {
        Numbers both = Numbers.room(scores.rows, 2);
        for (int row = 0; row < scores.rows; row++) {
            double probability = logistic(factor * scores.values[row]);
            both.values[2 * row] = 1 - probability;
            both.values[2 * row + 1] = probability;
        }
        return both;
    }

    private static Numbers proportions(Numbers scores) {
        double[] values = scores.values;
        for (int from = 0; from < values.length; from += scores.width) {
            double sum = 0;
            for (int i = from; i < from + scores.width; i++) {
                values[i] = logistic(values[i]);
                sum += values[i];
            }
            for (int i = from; i < from + scores.width; i++) {
                values[i] = sum == 0 ? 1.0 / scores.width : values[i] / sum;
            }
        }
        return scores;
    }

    private static Numbers softmax(Numbers scores) {
        double[] values = scores.values;
        for (int from = 0; from < values.length; from += scores.width) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + scores.width; i++) {
                greatest = Math.max(greatest, values[i]);
            }
            double sum = 0;
            for (int i = from; i < from + scores.width; i++) {
                values[i] = Math.exp(values[i] - greatest);
                sum += values[i];
            }
            for (int i = from; i < from + scores.width; i++) {
                values[i] /= sum;
            }
        }
        return scores;
    }
}
