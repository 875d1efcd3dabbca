package dev.cairn.protocol.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// What is reviewed.
public enum ReviewItemType {
    TRACE;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static ReviewItemType of(Object wire) {
        return WireEnum.of(ReviewItemType.class, 1, wire);
    }
}
