package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// What a metric of traces is about. The protobuf numbers are 1 to 3.
public enum MetricViewType {
    TRACES,
    SPANS,
    ASSESSMENTS;

    @JsonCreator
    public static MetricViewType of(Object wire) {
        return WireEnum.of(MetricViewType.class, 1, wire);
    }
}
