package dev.cairn.protocol;

/// A response without fields: `{}`.
public record Empty() {
    public static final Empty EMPTY = new Empty();
}
