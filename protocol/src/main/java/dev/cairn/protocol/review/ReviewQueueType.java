package dev.cairn.protocol.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// Whether a queue is a person's own or made by hand.
public enum ReviewQueueType {
    USER,
    CUSTOM;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static ReviewQueueType of(Object wire) {
        return WireEnum.of(ReviewQueueType.class, 1, wire);
    }
}
