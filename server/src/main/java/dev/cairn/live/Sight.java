package dev.cairn.live;

/// What an experiment is to somebody.
public enum Sight {
    SEEN,
    HIDDEN,
    /// Purged, or not there yet.
    GONE
}
