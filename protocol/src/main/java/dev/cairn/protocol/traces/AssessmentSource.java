package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;
import org.jspecify.annotations.Nullable;

/// Who assessed.
public record AssessmentSource(
        @Nullable Type sourceType, @Nullable String sourceId) {

    /// The protobuf numbers are 0 to 3.
    public enum Type {
        SOURCE_TYPE_UNSPECIFIED,
        HUMAN,
        LLM_JUDGE,
        CODE;

        @JsonCreator
        public static Type of(Object wire) {
            return WireEnum.of(Type.class, 0, wire);
        }
    }
}
