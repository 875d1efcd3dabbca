package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;

/// Transformers that put another number in the place of each, in an array of their own.
sealed interface Scaling extends Step {
    Inputs inputs();

    /// Changes rows in place.
    void change(Numbers rows);

    @Override
    default Table apply(Table table, TimeLimit limit) {
        Numbers numbers = inputs().numbers(table);
        Numbers own = new Numbers(numbers.values.clone(), numbers.rows, numbers.width);
        change(own);
        return own;
    }

    /// `(x - center) / scale`, no further from 0 than `bound`.
    record Standard(Inputs inputs, Numbers center, Numbers scale, double bound) implements Scaling {
        @Override
        public void change(Numbers rows) {
            double[] values = rows.values;
            for (int i = 0; i < values.length; ) {
                for (int column = 0; column < rows.width; column++, i++) {
                    double value = (values[i] - center.values[column]) / scale.values[column];
                    values[i] = Math.clamp(value, -bound, bound);
                }
            }
        }
    }

    /// `x * factor + offset`, between `low` and `high`.
    record Range(Inputs inputs, Numbers factor, Numbers offset, double low, double high) implements Scaling {
        @Override
        public void change(Numbers rows) {
            double[] values = rows.values;
            for (int i = 0; i < values.length; ) {
                for (int column = 0; column < rows.width; column++, i++) {
                    double value = values[i] * factor.values[column] + offset.values[column];
                    values[i] = Math.clamp(value, low, high);
                }
            }
        }
    }

    /// Rows of length 1.
    record Unit(Inputs inputs, Norm norm) implements Scaling {
        @Override
        public void change(Numbers rows) {
            for (int from = 0; from < rows.values.length; from += rows.width) {
                double length = norm.of(rows.values, from, rows.width);
                for (int i = from; i < from + rows.width && length != 0; i++) {
                    rows.values[i] /= length;
                }
            }
        }
    }

    /// How the length of a row is measured.
    enum Norm {
        L1,
        L2,
        MAX;

        double of(double[] values, int from, int count) {
            double sum = 0;
            for (int i = from; i < from + count; i++) {
                double size = Math.abs(values[i]);
                sum = switch (this) {
                    case L1 -> sum + size;
                    case L2 -> sum + size * size;
                    case MAX -> Math.max(sum, size);
                };
            }
            return this == L2 ? Math.sqrt(sum) : sum;
        }
    }

    /// 1 for what is greater than a threshold, else 0.
    record Threshold(Inputs inputs, double threshold) implements Scaling {
        @Override
        public void change(Numbers rows) {
            for (int i = 0; i < rows.values.length; i++) {
                rows.values[i] = rows.values[i] > threshold ? 1 : 0;
            }
        }
    }

    /// The power transform of Yeo and Johnson, or of Box and Cox.
    record Power(Inputs inputs, Numbers lambdas, boolean boxCox) implements Scaling {
        @Override
        public void change(Numbers rows) {
            for (int i = 0; i < rows.values.length; i++) {
                double lambda = lambdas.values[i % rows.width];
                double value = rows.values[i];
                if (boxCox && value <= 0) {
                    throw new RefusedRowsException(
                            "The Box-Cox transformation can only be applied to strictly positive data");
                }
                rows.values[i] = boxCox ? transformed(Math.log(value), lambda) : yeoJohnson(value, lambda);
            }
        }

        private static double yeoJohnson(double value, double lambda) {
            return value >= 0 ? transformed(Math.log1p(value), lambda) : -transformed(Math.log1p(-value), 2 - lambda);
        }

        /// `(exp(logarithm)^lambda - 1) / lambda`, as SciPy has it, which loses no digits where lambda is next to 0.
        private static double transformed(double logarithm, double lambda) {
            return Math.abs(lambda) < TINY ? logarithm : Math.expm1(lambda * logarithm) / lambda;
        }

        private static final double TINY = Math.ulp(1.0);
    }
}
