package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Filter.Compare;
import dev.cairn.search.Filter.In;
import dev.cairn.search.Filter.Leaf;
import dev.cairn.search.Filter.Null;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Clauses over a column of integers or of doubles. The literal keeps its own type, so that `start_time > 1.5` is not
/// rounded and `start_time = 9007199254740993` is exact.
public final class NumberCondition {
    private NumberCondition() {}

    public static Condition of(Field<? extends Number> column, Leaf leaf) {
        return switch (leaf) {
            case Null(var _, boolean negated) -> negated ? column.isNotNull() : column.isNull();
            case Compare(var _, Comparator comparator, Value.Whole(long number)) ->
                compare(column.coerce(SQLDataType.BIGINT), comparator, DSL.val(number));
            case Compare(var _, Comparator comparator, Value.Real(double number)) ->
                compare(column.coerce(SQLDataType.DOUBLE), comparator, DSL.val(number));
            case Compare(var _, var _, Value.Text _) -> throw unsuited(leaf);
            case In _ -> throw unsuited(leaf);
        };
    }

    private static <T> Condition compare(Field<T> column, Comparator comparator, Field<T> number) {
        return switch (comparator) {
            case EQUAL -> column.eq(number);
            case NOT_EQUAL -> column.ne(number);
            case LESS -> column.lt(number);
            case LESS_OR_EQUAL -> column.le(number);
            case GREATER -> column.gt(number);
            case GREATER_OR_EQUAL -> column.ge(number);
            case LIKE, ILIKE, RLIKE -> throw new IllegalArgumentException(comparator + " of a number");
        };
    }

    private static ApiException unsuited(Leaf leaf) {
        return ApiException.invalid("%s is compared with a number".formatted(leaf.field()));
    }
}
