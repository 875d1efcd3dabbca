package dev.cairn.db;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// Whether a subquery finds a row, asked row by row.
///
/// Of a plain `EXISTS` PostgreSQL makes a join, and it plans a hundred joins for a minute.
public final class Exists {
    private Exists() {}

    public static Condition in(Select<?> rows) {
        return DSL.condition("({0}) is true", DSL.exists(rows));
    }

    /// Whether a value is among those of a subquery that does not look at the row, and is run once.
    public static <T> Condition in(Field<T> value, Select<Record1<T>> rows) {
        return DSL.condition("({0}) is true", value.in(rows));
    }
}
