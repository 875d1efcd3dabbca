package dev.cairn.live;

/// What a client listens for.
sealed interface Interest permits Topic, Overview, Models {
    /// Whether it hears of a change.
    boolean hears(Topic change);
}
