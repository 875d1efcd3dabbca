package dev.cairn.live;

/// A row of the log of changes.
///
/// @param id      its number; none is left out
/// @param content a `RunChange`, an `ExperimentChange` or a `ModelChange` as JSON, empty for the word that changes may
/// have been lost
record Entry(long id, Topic topic, String content) {}
