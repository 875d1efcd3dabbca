package dev.cairn.db;

import java.util.List;

/// What a column of a bulk insert holds; never null.
public enum ColumnType {
    LONG("BIGINT"),
    DOUBLE("DOUBLE PRECISION"),
    TEXT("TEXT"),
    BYTES("BYTEA");

    private final String postgres;

    ColumnType(String postgres) {
        this.postgres = postgres;
    }

    String postgres() {
        return postgres;
    }

    /// One column of some rows, as the array that PostgreSQL's driver takes.
    Object array(List<Object[]> rows, int column) {
        return switch (this) {
            case LONG ->
                rows.stream()
                        .mapToLong(row -> ((Number) row[column]).longValue())
                        .toArray();
            case DOUBLE ->
                rows.stream().mapToDouble(row -> (Double) row[column]).toArray();
            case TEXT -> rows.stream().map(row -> (String) row[column]).toArray(String[]::new);
            case BYTES -> rows.stream().map(row -> (byte[]) row[column]).toArray(byte[][]::new);
        };
    }
}
