package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in the bytes of a JSON text that goes forward over what is plain there and says no to anything else: white
/// space, punctuation, texts without escapes, numbers. Never reads on after a no. Used by one thread.
final class JsonScanner {
    /// No byte of a JSON text.
    private static final byte END = 0;
    /// So many digits are always a long.
    private static final int DIGITS = 18;
    private static final int EXPONENT_DIGITS = 4;

    private static final byte[] NULL = word("null");
    private static final byte[] NAN = word("NaN");
    private static final byte[] INFINITY = word("Infinity");

    private final byte[] json;
    private int at;

    JsonScanner(byte[] json) {
        this.json = json;
    }

    /// Whether there is nothing but white space any more.
    boolean atEnd() {
        skipSpace();
        return at == json.length;
    }

    /// Goes over a character that may come next, and white space before it.
    boolean take(char expected) {
        skipSpace();
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /// Goes over a text without escapes of at most so many bytes; null where there is none.
    @Nullable
    String text(int maxBytes) {
        if (!take('"')) {
            return null;
        }
        int start = at;
        while (at - start <= maxBytes && (peek() < 0 || (peek() >= ' ' && peek() != '"' && peek() != '\\'))) {
            at++;
        }
        int length = at - start;
        if (length > maxBytes || peek() != '"') {
            return null;
        }
        at++;
        String text = new String(json, start, length, StandardCharsets.UTF_8);
        // bytes that are no UTF-8 become this
        return text.indexOf('\uFFFD') < 0 ? text : null;
    }

    /// Goes over a number, or a word for a missing or infinite one, and adds it to a column.
    boolean number(ColumnBuilder into) {
        skipSpace();
        return switch (peek()) {
            case 'n' -> word(NULL, Double.NaN, into);
            case 'N' -> word(NAN, Double.NaN, into);
            case 'I' -> word(INFINITY, Double.POSITIVE_INFINITY, into);
            case '-' -> {
                at++;
                yield peek() == 'I' ? word(INFINITY, Double.NEGATIVE_INFINITY, into) : digits(true, into);
            }
            default -> digits(false, into);
        };
    }

    private boolean word(byte[] word, double meaning, ColumnBuilder into) {
        int end = at + word.length;
        if (end > json.length || !Arrays.equals(json, at, end, word, 0, word.length)) {
            return false;
        }
        at = end;
        into.add(meaning);
        return true;
    }

    private boolean digits(boolean negative, ColumnBuilder into) {
        int start = at;
        long digits = digits(0);
        int count = at - start;
        if (count == 0 || (count > 1 && json[start] == '0')) {
            return false;
        } else if (peek() == '.' || peek() == 'e' || peek() == 'E') {
            return fraction(start, digits, negative, into);
        }
        // of 19 digits there are longs and others, which overflow once; the least long is its own negative
        boolean fits = digits >= 0 || (negative && digits == Long.MIN_VALUE);
        if (count <= DIGITS || (count == DIGITS + 1 && fits)) {
            into.add(negative ? -digits : digits);
            return true;
        }
        return slowly(start, negative, into);
    }

    private boolean fraction(int start, long before, boolean negative, ColumnBuilder into) {
        long digits = before;
        int count = at - start;
        int exponent = 0;
        if (peek() == '.') {
            int point = ++at;
            digits = digits(digits);
            exponent = point - at;
            count -= exponent;
            if (exponent == 0) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            boolean down = peek() == '-';
            if (down || peek() == '+') {
                at++;
            }
            int from = at;
            int power = (int) digits(0);
            if (at == from) {
                return false;
            } else if (at - from > EXPONENT_DIGITS) {
                return slowly(start, negative, into);
            }
            exponent += down ? -power : power;
        }
        boolean few = count <= DIGITS || (at - start <= InvocationParser.MAX_DIGITS && count - zeros(start) <= DIGITS);
        double nearest = few ? Decimals.nearest(digits, exponent) : Decimals.UNKNOWN;
        if (Double.isNaN(nearest)) {
            return slowly(start, negative, into);
        }
        into.add(negative ? -nearest : nearest);
        return true;
    }

    /// How many zeros a number starts with that has a point after the first.
    private int zeros(int start) {
        int zero = start;
        while (zero < at && (json[zero] == '0' || json[zero] == '.')) {
            zero++;
        }
        return Math.max(0, zero - start - 1);
    }

    /// Leaves a number to the JDK, up to the length that the other way takes.
    private boolean slowly(int start, boolean negative, ColumnBuilder into) {
        if (at - start > InvocationParser.MAX_DIGITS) {
            return false;
        }
        double value = Double.parseDouble(new String(json, start, at - start, StandardCharsets.ISO_8859_1));
        into.add(negative ? -value : value);
        return true;
    }

    /// Goes over digits and appends them to a number; the caller sees from their count whether it overflowed.
    private long digits(long before) {
        long number = before;
        int to = at;
        while (to < json.length && json[to] >= '0' && json[to] <= '9') {
            number = number * 10 + (json[to++] - '0');
        }
        at = to;
        return number;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    private byte peek() {
        return at < json.length ? json[at] : END;
    }

    private static byte[] word(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }
}
