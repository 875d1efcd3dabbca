package dev.cairn.live;

import java.util.Optional;

/// What a client listens for.
sealed interface Interest permits Topic, Overview, Models {
    /// Whether it hears of a change.
    boolean hears(Topic change);

    /// What it is told of an entry of the log; empty if it hears nothing of it.
    default Optional<Entry> told(Entry entry) {
        return hears(entry.topic()) ? Optional.of(entry) : Optional.empty();
    }
}
