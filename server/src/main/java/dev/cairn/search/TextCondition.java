package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Filter.Compare;
import dev.cairn.search.Filter.In;
import dev.cairn.search.Filter.Leaf;
import dev.cairn.search.Filter.Null;
import dev.cairn.text.Lengths;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;

/// Clauses over a text column, the same on SQLite (with `PRAGMA case_sensitive_like`, and a `REGEXP` function) and on
/// PostgreSQL.
public final class TextCondition {
    /// Characters of texts that are indexed (V15, V16).
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

    /// What an index tells of a clause by the beginnings of texts: what holds wherever the clause does, if there is
    /// such.
    public static Optional<Condition> beginning(Field<String> column, Leaf leaf) {
        Field<String> beginning = beginning(column);
        return switch (leaf) {
            case Compare(var _, Comparator comparator, Value.Text(String text))
            when comparator == Comparator.EQUAL -> Optional.of(beginning.eq(Lengths.truncated(BEGINNING, text)));
            case Compare(var _, Comparator comparator, Value.Text(String text))
            when comparator == Comparator.LIKE -> beginsAs(beginning, text);
            case In(var _, boolean negated, var values)
            when !negated ->
                Optional.of(beginning.in(values.stream()
                        .map(value -> Lengths.truncated(BEGINNING, value))
                        .toList()));
            default -> Optional.empty();
        };
    }

    /// The beginnings of a column's texts, as they are indexed.
    public static Field<String> beginning(Field<String> column) {
        return DSL.field("substr({0}, 1, {1})", String.class, column, DSL.inline(BEGINNING));
    }

    private static Optional<Condition> beginsAs(Field<String> beginning, String pattern) {
        int length = 0;
        while (length < Math.min(BEGINNING, pattern.length()) && isPlain(pattern.charAt(length))) {
            length++;
        }
        if (length == 0) {
            return Optional.empty();
        }
        char last = pattern.charAt(length - 1);
        String behind = pattern.substring(0, length - 1) + (char) (last + 1);
        return Optional.of(beginning.ge(pattern.substring(0, length)).and(beginning.lt(behind)));
    }

    /// Whether a character of a pattern means itself and has one behind it.
    private static boolean isPlain(char c) {
        return c != '%' && c != '_' && c < Character.MIN_SURROGATE - 1;
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
