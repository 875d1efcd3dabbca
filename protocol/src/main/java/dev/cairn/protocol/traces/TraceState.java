package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// How a trace ended, if it has. The protobuf numbers are 0 to 3.
public enum TraceState {
    STATE_UNSPECIFIED,
    OK,
    ERROR,
    IN_PROGRESS;

    @JsonCreator
    public static TraceState of(Object wire) {
        return WireEnum.of(TraceState.class, 0, wire);
    }
}
