package dev.cairn.scoring.trees;

/// Rows of `features` values each, one after the other, and the `outputs` sums of each, which grow. Each row is
/// used by one thread at a time.
final class Batch {
    final double[] rows;
    final int features;
    final double[] sums;
    final int outputs;

    Batch(double[] rows, int features, double[] sums, int outputs) {
        this.rows = rows;
        this.features = features;
        this.sums = sums;
        this.outputs = outputs;
    }
}
