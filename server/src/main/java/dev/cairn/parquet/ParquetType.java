package dev.cairn.parquet;

/// What a value of a column is.
public enum ParquetType {
    /// An `Integer`.
    INT32(1),
    /// A `Long`.
    INT64(2),
    /// A `Double`.
    DOUBLE(5),
    /// A `String`, stored as UTF-8.
    TEXT(6);

    /// The number that the format has for it.
    final int code;

    ParquetType(int code) {
        this.code = code;
    }

    static ParquetType of(long code) {
        for (ParquetType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("a column of type " + code + " is not read here");
    }
}
