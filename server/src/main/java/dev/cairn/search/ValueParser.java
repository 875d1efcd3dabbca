package dev.cairn.search;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the right side of a comparison.
final class ValueParser {
    /// Characters of a `LIKE` pattern; SQLite refuses 50,000 bytes.
    static final int MAX_PATTERN = 4_096;

    /// Values of one list; a statement of SQLite takes 32,766 in all.
    static final int MAX_LIST = 5_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

    private static final int MAX_NUMBER = 400;

    /// Integers up to here are exact as doubles.
    private static final double EXACT = 0x1p53;

    private final Cursor cursor;

    ValueParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /// The value that a field of this type is compared with.
    Value value(Target target, Comparator comparator) {
        if (comparator.isPattern()) {
            return new Value.Text(pattern(target, comparator));
        }
        return switch (target.type()) {
            case TEXT, PATTERN, EXACT -> new Value.Text(string(target));
            case NUMBER -> number(target);
            case ANY ->
                comparator.accepts(ValueType.TEXT) && atString() ? new Value.Text(string(target)) : number(target);
        };
    }

    /// A list `('a', 'b')` of one string or more, with or without a last comma. As in the reference's lists, and only
    /// there, a backslash before a quote or a backslash is dropped.
    List<String> list() {
        Token open = cursor.token();
        if (!cursor.acceptSymbol("(")) {
            throw cursor.expected("a list of quoted strings such as ('a', 'b')");
        }
        List<String> values = new ArrayList<>();
        do {
            if (!values.isEmpty() && cursor.atSymbol(")")) {
                break;
            }
            values.add(element());
            if (values.size() > MAX_LIST) {
                throw cursor.fault(open, "more than %,d values in one list".formatted(MAX_LIST));
            }
        } while (cursor.acceptSymbol(","));
        if (!cursor.acceptSymbol(")")) {
            throw cursor.expected("',' or ')' in the list");
        }
        return values;
    }

    private String element() {
        String text = acceptString().orElseThrow(() -> cursor.expected("a non-empty list of string values"));
        return text.replaceAll("\\\\(['\"\\\\])", "$1");
    }

    private String pattern(Target target, Comparator comparator) {
        Token token = cursor.token();
        String pattern = string(target);
        if (pattern.length() > MAX_PATTERN) {
            throw cursor.fault(token, "the pattern is longer than %,d characters".formatted(MAX_PATTERN));
        }
        if (comparator == Comparator.RLIKE) {
            RegexFunction.problem(pattern).ifPresent(problem -> {
                throw cursor.fault(token, problem);
            });
        }
        return pattern;
    }

    private String string(Target target) {
        return acceptString()
                .orElseThrow(() -> found("Expected a quoted string value for %s (e.g. 'my-value')", target));
    }

    private boolean atString() {
        return cursor.token() instanceof Token.Quoted quoted && quoted.isString();
    }

    private Optional<String> acceptString() {
        if (cursor.token() instanceof Token.Quoted quoted && quoted.isString()) {
            cursor.advance();
            return Optional.of(quoted.text());
        }
        return Optional.empty();
    }

    private Value number(Target target) {
        if (cursor.token() instanceof Token.Word word
                && word.text().length() <= MAX_NUMBER
                && NUMBER.matcher(word.text()).matches()) {
            cursor.advance();
            return number(word.text());
        }
        throw found("Expected numeric value type for %s", target);
    }

    private static Value number(String text) {
        if (text.chars().skip(1).allMatch(it -> '0' <= it && it <= '9')) {
            try {
                return new Value.Whole(Long.parseLong(text));
            } catch (NumberFormatException tooLarge) {
                return new Value.Real(Double.parseDouble(text));
            }
        }
        double number = Double.parseDouble(text);
        boolean exact = number == Math.rint(number) && Math.abs(number) <= EXACT;
        return exact ? new Value.Whole((long) number) : new Value.Real(number);
    }

    private ApiException found(String expected, Target target) {
        String field = Source.shortened(target.field().toString());
        return cursor.fault(cursor.token(), expected.formatted(field) + ". Found " + Cursor.shown(cursor.token()));
    }
}
