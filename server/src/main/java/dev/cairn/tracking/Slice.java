package dev.cairn.tracking;

/// The part of a result that a page shows.
record Slice(long offset, int limit) {}
