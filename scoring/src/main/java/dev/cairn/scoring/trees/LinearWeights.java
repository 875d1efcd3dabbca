package dev.cairn.scoring.trees;

import dev.cairn.scoring.limits.TimeLimit;

/// XGBoost's `gblinear`: a weight for each feature and output, and a bias for each output at the end, all of 32 bits
/// as are the sums. A missing value adds nothing.
final class LinearWeights implements Margins {
    private final double[] weights;

    LinearWeights(double[] weights) {
        this.weights = weights;
    }

    @Override
    public void addTo(Batch batch, int count, TimeLimit limit) {
        double[] rows = batch.rows;
        double[] sums = batch.sums;
        int features = batch.features;
        int outputs = batch.outputs;
        for (int row = 0; row < count; row++) {
            limit.checkAt(row);
            for (int output = 0; output < outputs; output++) {
                double sum = (float) (weights[features * outputs + output] + sums[row * outputs + output]);
                for (int i = 0; i < features; i++) {
                    double value = rows[row * features + i];
                    if (!Double.isNaN(value)) {
                        sum = (float) (sum + (float) (value * weights[i * outputs + output]));
                    }
                }
                sums[row * outputs + output] = sum;
            }
        }
    }
}
