package dev.cairn.scoring.trees;

/// What the leaves of a forest add to the sums of the rows that reach them. Immutable and thread-safe.
sealed interface Leaves permits Leaves.Rounded, Leaves.Exact, Leaves.Linear {

    /// Adds the value of a leaf, which is the number of its node, to the outputs of a row from `group` on.
    void addTo(Batch batch, int row, int group, int leaf);

    /// XGBoost's: `width` values in each leaf, and sums of 32 bits.
    final class Rounded implements Leaves {
        private final double[] values;
        private final int width;

        Rounded(double[] values, int width) {
            this.values = values;
            this.width = width;
        }

        @Override
        public void addTo(Batch batch, int row, int group, int leaf) {
            double[] sums = batch.sums;
            int at = row * batch.outputs + group;
            for (int i = 0; i < width; i++) {
                sums[at + i] = (float) (sums[at + i] + values[leaf * width + i]);
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
        public void addTo(Batch batch, int row, int group, int leaf) {
            batch.sums[row * batch.outputs + group] += values[leaf];
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
        public void addTo(Batch batch, int row, int group, int leaf) {
            double value = values[2 * leaf];
            int model = (int) values[2 * leaf + 1];
            batch.sums[row * batch.outputs + group] +=
                    model < 0 ? value : models.value(model, batch.rows, row * batch.features, value);
        }
    }
}
