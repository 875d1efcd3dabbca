package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// How many values become one. The protobuf numbers are 1 to 6.
public enum AggregationType {
    COUNT,
    SUM,
    AVG,
    PERCENTILE,
    MIN,
    MAX;

    @JsonCreator
    public static AggregationType of(Object wire) {
        return WireEnum.of(AggregationType.class, 1, wire);
    }
}
