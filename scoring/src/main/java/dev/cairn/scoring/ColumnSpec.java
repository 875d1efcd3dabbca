package dev.cairn.scoring;

import org.jspecify.annotations.Nullable;

/// A column that a signature declares; `name` is null where columns count by position.
public record ColumnSpec(@Nullable String name, ColumnType type, boolean required) {
    /// The column as MLflow prints it.
    @Override
    public String toString() {
        return ColumnType.printed(this);
    }
}
