package dev.cairn.scoring.trees;

/// What the leaves of a forest add to the sums of the rows that reach them. Immutable and thread-safe.
sealed interface Leaves permits Leaves.Rounded, Leaves.Exact, Leaves.Linear {

    /// Adds the value of leaf `reached[i]` to the outputs from `group` on of the row `from + i`, for each of `count`.
    void addTo(Batch batch, int group, int[] reached, int from, int count);

    /// XGBoost's: `width` values in each leaf, and sums of 32 bits.
    final class Rounded implements Leaves {
        private final double[] values;
        private final int width;

        Rounded(double[] values, int width) {
            this.values = values;
            this.width = width;
        }

        @Override
        public void addTo(Batch batch, int group, int[] reached, int from, int count) {
            double[] sums = batch.sums;
            int at = from * batch.outputs + group;
            for (int row = 0; row < count; row++, at += batch.outputs) {
                int leaf = reached[row] * width;
                for (int i = 0; i < width; i++) {
                    sums[at + i] = (float) (sums[at + i] + values[leaf + i]);
                }
            }
        }
    }

    /// LightGBM's: sums of 64 bits.
    final class Exact implements Leaves {
        private final double[] values;

        Exact(double[] values) {
            this.values = values;
        }

        @Override
        public void addTo(Batch batch, int group, int[] reached, int from, int count) {
            double[] sums = batch.sums;
            int at = from * batch.outputs + group;
            for (int row = 0; row < count; row++, at += batch.outputs) {
                sums[at] += values[reached[row]];
            }
        }
    }

    /// LightGBM's linear trees: leaf *i* adds `values[2 * i]`, or what its model `values[2 * i + 1]` predicts.
    final class Linear implements Leaves {
        private final double[] values;
        private final LinearModels models;

        Linear(double[] values, LinearModels models) {
            this.values = values;
            this.models = models;
        }

        @Override
        public void addTo(Batch batch, int group, int[] reached, int from, int count) {
            double[] sums = batch.sums;
            int at = from * batch.outputs + group;
            for (int row = 0; row < count; row++, at += batch.outputs) {
                double value = values[2 * reached[row]];
                int model = (int) values[2 * reached[row] + 1];
                int offset = (from + row) * batch.features;
                sums[at] += model < 0 ? value : models.value(model, batch.rows, offset, value);
            }
        }
    }
}
