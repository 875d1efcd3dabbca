package dev.cairn.scoring.invocation;

/// What the values of an Arrow column are, and how many bytes each takes.
enum ArrowType {
    NULL(0),
    BOOL(0),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    /// Those above the greatest long become doubles.
    UINT64(8),
    FLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    TEXT(4),
    LARGE_TEXT(8),
    DAYS(4),
    SECONDS(8),
    MILLIS(8),
    MICROS(8),
    NANOS(8);

    /// Of a value, or of the place of a text.
    final int width;

    ArrowType(int width) {
        this.width = width;
    }
}
