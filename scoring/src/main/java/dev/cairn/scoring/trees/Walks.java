package dev.cairn.scoring.trees;

/// How rows go through the nodes of a forest. Immutable and thread-safe.
sealed interface Walks permits NumberWalks, AnyWalks {

    /// How many values a row has in [#rows].
    int width();

    /// Rows of a batch as [#walk] takes them.
    double[] rows(Batch batch, int from, int count);

    /// Takes walks to their leaves.
    ///
    /// @param at      the node of each, and its leaf afterwards
    /// @param offsets where the row of each begins
    void walk(double[] rows, int[] at, int[] offsets, int count);
}
