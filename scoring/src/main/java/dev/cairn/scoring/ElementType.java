package dev.cairn.scoring;

import java.util.Locale;

/// The types that values take on their way into a model; other widths are carried by the next wider one.
public enum ElementType {
    FLOAT32,
    FLOAT64,
    INT32,
    INT64,
    BOOL,
    TEXT,
    /// Whatever came: arrays, objects and other types that a flavour looks at itself.
    ANY;

    /// NumPy's name of it.
    public String numpyName() {
        return switch (this) {
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case BOOL -> "bool";
            case TEXT -> "str";
            case ANY -> "object";
        };
    }

    /// The column with its values as this type; an error that names the column where a value would change.
    public Column convert(String name, Column column) {
        return switch (this) {
            case FLOAT32 -> Conversion.floats(name, column);
            case FLOAT64 -> Conversion.doubles(name, column);
            case INT32 -> Conversion.integers(name, column);
            case INT64 -> Conversion.longs(name, column);
            case BOOL -> Conversion.booleans(name, column);
            case TEXT -> Conversion.texts(name, column);
            case ANY -> column;
        };
    }

    /// The type of a `dtype` in a tensor signature, which is NumPy's name.
    static ElementType ofNumpy(String dtype) {
        return switch (dtype.toLowerCase(Locale.ROOT)) {
            case "float16", "float32" -> FLOAT32;
            case "float64" -> FLOAT64;
            case "int8", "uint8", "int16", "uint16", "int32" -> INT32;
            case "uint32", "int64", "uint64" -> INT64;
            case "bool" -> BOOL;
            case "str" -> TEXT;
            case "object", "bytes", "complex64", "complex128" -> ANY;
            default ->
                throw new ModelFormatException(
                        "The signature has a tensor of dtype '%s', which is not known here.".formatted(dtype));
        };
    }
}
