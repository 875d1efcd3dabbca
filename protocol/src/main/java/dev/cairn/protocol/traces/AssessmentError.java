package dev.cairn.protocol.traces;

import org.jspecify.annotations.Nullable;

/// Why there is no value.
public record AssessmentError(
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String stackTrace) {}
