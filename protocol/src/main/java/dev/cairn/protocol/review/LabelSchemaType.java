package dev.cairn.protocol.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// Whether an answer judges what an application said or says what it should have said.
public enum LabelSchemaType {
    FEEDBACK,
    EXPECTATION;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static LabelSchemaType of(Object wire) {
        return WireEnum.of(LabelSchemaType.class, 1, wire);
    }
}
