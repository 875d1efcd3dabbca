package dev.cairn.db;

import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;

/// What an index leads to: whether that is little, and where the first part of it ends.
public final class ShortList {
    /// More rows than these are not looked up one by one, since the first of them are soon found.
    private static final int FEW = 500;

    private ShortList() {}

    /// Whether a query finds few rows; hardly more than these are read.
    public static boolean is(Transaction tx, Select<?> rows) {
        Select<?> some = DSL.select().from(rows).limit(FEW + 1);
        return tx.query(DSL.selectCount().from(some), row -> row.getInt(1)).getFirst() <= FEW;
    }

    /// The value of an ordered query behind so many first ones, if it has more.
    public static <T> Optional<T> behind(Transaction tx, long first, SelectLimitStep<Record1<T>> values) {
        return tx.sql().fetchOptional(values.limit(1).offset(first)).map(Record1::value1);
    }

    /// A number by which no index is looked up: for what is looked up by another. Without statistics PostgreSQL takes
    /// one index to be as good as another.
    public static <T extends Number> Field<T> unindexed(Field<T> number) {
        return DSL.field("+{0}", number.getDataType(), number);
    }
}
