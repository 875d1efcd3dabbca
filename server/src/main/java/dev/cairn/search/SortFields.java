package dev.cairn.search;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.SortField;

/// What rows are sorted by, in SQL.
public final class SortFields {
    private SortFields() {}

    /// The terms that were asked for, and after them what decides among rows that are equal in these.
    ///
    /// @param column the column of a field, given its key
    public static List<SortField<?>> of(
            List<Order> orders, Function<String, org.jooq.Field<?>> column, SortField<?>... last) {
        Stream<SortField<?>> first =
                orders.stream().map(order -> directed(column.apply(order.field().key()), order.ascending()));
        return Stream.concat(first, Stream.of(last)).toList();
    }

    private static SortField<?> directed(org.jooq.Field<?> column, boolean ascending) {
        return ascending ? column.asc() : column.desc();
    }
}
