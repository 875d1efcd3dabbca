package dev.cairn.scoring.trees;

import dev.cairn.scoring.limits.TimeLimit;

/// The part of a model that is a sum over its terms: trees, or weights. Immutable and thread-safe.
sealed interface Margins permits Forest, LinearWeights {

    /// Adds the terms of the first `count` rows to their sums; `OverdueException` where that takes too long.
    void addTo(Batch batch, int count, TimeLimit limit);
}
