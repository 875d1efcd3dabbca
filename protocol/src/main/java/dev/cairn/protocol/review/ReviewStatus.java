package dev.cairn.protocol.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// How far the review of an item is.
public enum ReviewStatus {
    PENDING,
    COMPLETE,
    DECLINED;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static ReviewStatus of(Object wire) {
        return WireEnum.of(ReviewStatus.class, 1, wire);
    }
}
