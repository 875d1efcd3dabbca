package dev.cairn.db;

/// The connections of a database.
///
/// @param busy    those at work
/// @param most    how many there may be
/// @param waiting what waits for a turn
public record Connections(int busy, int most, int waiting) {}
