package dev.cairn.search;

/// The part of a result that a page shows.
public record Slice(long offset, int limit) {}
