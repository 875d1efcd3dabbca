package dev.cairn.parquet;

/// A column of a file.
///
/// @param isOptional whether values may be missing
public record ParquetColumn(String name, ParquetType type, boolean isOptional) {

    public static ParquetColumn required(String name, ParquetType type) {
        return new ParquetColumn(name, type, false);
    }

    public static ParquetColumn optional(String name, ParquetType type) {
        return new ParquetColumn(name, type, true);
    }
}
