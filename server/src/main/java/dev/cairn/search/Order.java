package dev.cairn.search;

/// One term of a sort.
public record Order(Field field, boolean ascending) {}
