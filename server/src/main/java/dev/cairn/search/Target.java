package dev.cairn.search;

/// A field that was found in a grammar, and the offset where it was written.
record Target(Field field, Entity entity, ValueType type, int start) {}
