package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Filter.Compare;
import dev.cairn.search.Filter.In;
import dev.cairn.search.Filter.Leaf;
import dev.cairn.search.Filter.Null;
import dev.cairn.text.Lengths;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;

/// Clauses over a text column, the same on SQLite (with `PRAGMA case_sensitive_like`, and a `REGEXP` function) and on
/// PostgreSQL.
public final class TextCondition {
    /// Characters of names that are indexed (V15).
    private static final int BEGINNING = 200;

    private TextCondition() {}

    public static Condition of(Field<String> column, Leaf leaf) {
        return switch (leaf) {
            case Null(var _, boolean negated) -> negated ? column.isNotNull() : column.isNull();
            case In(var _, boolean negated, var values) -> negated ? column.notIn(values) : column.in(values);
            case Compare(var _, Comparator comparator, Value.Text(String text)) -> compare(column, comparator, text);
            case Compare compare -> throw unsuited(compare);
        };
    }

    /// That a column is a text, as an index of the beginnings of its texts tells.
    public static Condition equal(Field<String> column, String text) {
        return DSL.field("substr({0}, 1, {1})", String.class, column, DSL.inline(BEGINNING))
                .eq(Lengths.truncated(BEGINNING, text))
                .and(column.eq(text));
    }

    private static Condition compare(Field<String> column, Comparator comparator, String text) {
        return switch (comparator) {
            case EQUAL -> column.eq(text);
            case NOT_EQUAL -> column.ne(text);
            case LESS -> column.lt(text);
            case LESS_OR_EQUAL -> column.le(text);
            case GREATER -> column.gt(text);
            case GREATER_OR_EQUAL -> column.ge(text);
            case LIKE -> hasEscapes(text) ? column.like(literal(text), '\\') : column.like(text);
            case ILIKE -> hasEscapes(text) ? column.likeIgnoreCase(literal(text), '\\') : column.likeIgnoreCase(text);
            case RLIKE ->
                CustomCondition.of(sql -> sql.visit(
                        column.likeRegex(sql.family() == SQLDialect.POSTGRES ? PostgresRegex.of(text) : text)));
        };
    }

    private static boolean hasEscapes(String pattern) {
        return pattern.indexOf('\\') >= 0;
    }

    /// A backslash means itself on SQLite but escapes on PostgreSQL, unless it is doubled and declared as the escape.
    private static String literal(String pattern) {
        return pattern.replace("\\", "\\\\");
    }

    private static ApiException unsuited(Compare compare) {
        return ApiException.invalid("%s is compared with a quoted string".formatted(compare.field()));
    }
}
