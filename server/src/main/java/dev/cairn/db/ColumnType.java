package dev.cairn.db;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a column of a bulk insert holds. Nulls are for texts and for what is optional.
public enum ColumnType {
    LONG("BIGINT"),
    DOUBLE("DOUBLE PRECISION"),
    OPTIONAL_LONG("BIGINT"),
    OPTIONAL_DOUBLE("DOUBLE PRECISION"),
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
    <C extends @Nullable Object> Object array(List<C[]> rows, int column) {
        return switch (this) {
            case LONG ->
                rows.stream()
                        .mapToLong(row -> ((Number) Objects.requireNonNull(row[column])).longValue())
                        .toArray();
            case DOUBLE ->
                rows.stream()
                        .mapToDouble(row -> (Double) Objects.requireNonNull(row[column]))
                        .toArray();
            case OPTIONAL_LONG -> rows.stream().map(row -> (Long) row[column]).toArray(Long[]::new);
            case OPTIONAL_DOUBLE ->
                rows.stream().map(row -> (Double) row[column]).toArray(Double[]::new);
            case TEXT -> rows.stream().map(row -> (String) row[column]).toArray(String[]::new);
            case BYTES -> rows.stream().map(row -> (byte[]) row[column]).toArray(byte[][]::new);
        };
    }
}
