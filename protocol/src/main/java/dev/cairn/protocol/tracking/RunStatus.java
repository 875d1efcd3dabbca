package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// Where a run stands.
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED;

    /// By name or by protobuf number (1 to 5), as text or as a number.
    @JsonCreator
    public static RunStatus of(Object wire) {
        return WireEnum.of(RunStatus.class, 1, wire);
    }
}
