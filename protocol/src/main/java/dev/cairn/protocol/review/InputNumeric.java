package dev.cairn.protocol.review;

import org.jspecify.annotations.Nullable;

/// A number between two bounds, each of which may be open.
public record InputNumeric(
        @Nullable Double minValue, @Nullable Double maxValue) {}
