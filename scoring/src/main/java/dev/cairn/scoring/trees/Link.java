package dev.cairn.scoring.trees;

import java.util.function.DoubleUnaryOperator;

/// What an objective makes of the sums of a model, which has `outputs` of them a row: predictions, in the same array
/// or in a smaller one.
@FunctionalInterface
interface Link {
    Link IDENTITY = (sums, _) -> sums;

    double[] predictions(double[] sums, int outputs);

    /// This link, of sums to which the base of their output is added before, in 32 bits.
    default Link after(double[] base) {
        return (sums, outputs) -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = (float) (sums[i] + base[i % outputs]);
            }
            return predictions(sums, outputs);
        };
    }

    /// A link that takes each sum by itself.
    static Link each(DoubleUnaryOperator one) {
        return (sums, _) -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = one.applyAsDouble(sums[i]);
            }
            return sums;
        };
    }

    /// The greatest output of each row, the first of equal ones.
    static double[] greatest(double[] values, int outputs) {
        double[] greatest = new double[values.length / outputs];
        for (int row = 0; row < greatest.length; row++) {
            int best = 0;
            for (int i = 1; i < outputs; i++) {
                if (values[row * outputs + i] > values[row * outputs + best]) {
                    best = i;
                }
            }
            greatest[row] = best;
        }
        return greatest;
    }
}
