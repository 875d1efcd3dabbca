package dev.cairn.live;

/// What an experiment is to somebody.
public enum Sight {
    SEEN,
    /// But for its runs.
    SEEN_ALONE,
    HIDDEN,
    /// Purged, or not there yet.
    GONE
}
