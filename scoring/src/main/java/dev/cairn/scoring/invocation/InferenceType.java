package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ColumnType;
import dev.cairn.scoring.DataType;
import dev.cairn.scoring.ElementType;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.TensorSpec;

/// The types of tensors in the Open Inference Protocol, each with the bytes that a value of it takes.
enum InferenceType {
    BOOL(1, ElementType.BOOL),
    UINT8(1, ElementType.INT32),
    UINT16(2, ElementType.INT32),
    UINT32(4, ElementType.INT64),
    UINT64(8, ElementType.INT64),
    INT8(1, ElementType.INT32),
    INT16(2, ElementType.INT32),
    INT32(4, ElementType.INT32),
    INT64(8, ElementType.INT64),
    FP16(2, ElementType.FLOAT32),
    FP32(4, ElementType.FLOAT32),
    FP64(8, ElementType.FLOAT64),
    /// Texts, each with its length before it.
    BYTES(4, ElementType.TEXT);

    private final int width;
    private final ElementType elements;

    InferenceType(int width, ElementType elements) {
        this.width = width;
        this.elements = elements;
    }

    /// Of one value in bytes; of a text's length.
    int width() {
        return width;
    }

    ElementType elements() {
        return elements;
    }

    static InferenceType parse(String name) {
        for (InferenceType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw InvalidInput.form(
                "There is no datatype '%s'; those of the protocol are BOOL, UINT8 to UINT64, INT8 to INT64,"
                                .formatted(name)
                        + " FP16, FP32, FP64 and BYTES.");
    }

    static InferenceType of(ColumnType type) {
        return switch (type) {
            case DataType scalar ->
                switch (scalar) {
                    case BOOLEAN -> BOOL;
                    case INTEGER -> INT32;
                    case LONG -> INT64;
                    case FLOAT -> FP32;
                    case DOUBLE -> FP64;
                    case STRING, BINARY, DATETIME -> BYTES;
                };
            case ColumnType.Nested _ -> BYTES;
        };
    }

    static InferenceType of(TensorSpec tensor) {
        return switch (tensor.dtype()) {
            case "bool" -> BOOL;
            case "float16" -> FP16;
            case "float32" -> FP32;
            case "float64" -> FP64;
            case "int8" -> INT8;
            case "int16" -> INT16;
            case "int32" -> INT32;
            case "int64" -> INT64;
            case "uint8" -> UINT8;
            case "uint16" -> UINT16;
            case "uint32" -> UINT32;
            case "uint64" -> UINT64;
            default -> BYTES;
        };
    }
}
