package dev.cairn.scoring.trees;

/// The part of a model that is a sum over its terms: trees, or weights. Immutable and thread-safe.
sealed interface Margins permits Forest, LinearWeights {

    /// Adds the terms of `count` rows of `features` values each to `sums`, which has `outputs` values a row.
    void addTo(double[] sums, int outputs, double[] rows, int features, int count);
}
