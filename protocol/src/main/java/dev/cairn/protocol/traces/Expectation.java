package dev.cairn.protocol.traces;

import org.jspecify.annotations.Nullable;

/// What should have come out: any JSON value, or one that is too large for that, as text.
public record Expectation(@Nullable Object value, @Nullable SerializedValue serializedValue) {

    public record SerializedValue(
            @Nullable String serializationFormat, @Nullable String value) {}
}
