package dev.cairn.protocol.traces;

import org.jspecify.annotations.Nullable;

/// How good something was: any JSON value.
public record Feedback(@Nullable Object value, @Nullable AssessmentError error) {}
