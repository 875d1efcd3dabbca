package dev.cairn.search;

import dev.cairn.http.ApiException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The regular expressions that `RLIKE` takes: what RE2 and PostgreSQL both can, with RE2's meaning. SQLite runs them
/// as
/// they are; here they are written as PostgreSQL's advanced regular expressions, whose classes, line ends and
/// boundaries of words differ.
final class PostgresRegex {
    /// PostgreSQL repeats nothing more often.
    private static final int MAX_REPEAT = 255;

    private static final String DIGIT = "0-9";
    private static final String WORD = "0-9A-Za-z_";
    private static final String SPACE = "\\t\\n\\f\\r ";
    private static final String NO_DIGIT = "\\u0001-/:-\\U0010FFFF";
    private static final String NO_WORD = "\\u0001-/:-@\\[-^`{-\\U0010FFFF";
    private static final String NO_SPACE = "\\u0001-\\u0008\\u000B\\u000E-\\u001F!-\\U0010FFFF";
    private static final String BOUNDARY = "(?:(?<![%1$s])(?=[%1$s])|(?<=[%1$s])(?![%1$s]))".formatted(WORD);
    private static final String NO_BOUNDARY = "(?:(?<![%1$s])(?![%1$s])|(?<=[%1$s])(?=[%1$s]))".formatted(WORD);

    /// RE2's, which know ASCII alone.
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("alnum", "0-9A-Za-z"),
            Map.entry("alpha", "A-Za-z"),
            Map.entry("ascii", "\\u0001-\\u007F"),
            Map.entry("blank", "\\t "),
            Map.entry("cntrl", "\\u0001-\\u001F\\u007F"),
            Map.entry("digit", DIGIT),
            Map.entry("graph", "!-~"),
            Map.entry("lower", "a-z"),
            Map.entry("print", " -~"),
            Map.entry("punct", "!-/:-@\\[-`{-~"),
            Map.entry("space", "\\t\\n\\u000B\\f\\r "),
            Map.entry("upper", "A-Z"),
            Map.entry("word", WORD),
            Map.entry("xdigit", "0-9A-Fa-f"));

    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int position;
    private boolean dotIsAnything;

    private PostgresRegex(String pattern) {
        this.pattern = pattern;
    }

    /// The same pattern in PostgreSQL's syntax. What one of the two does not know is a 400.
    ///
    /// @param pattern one that RE2 can read
    static String of(String pattern) {
        return new PostgresRegex(pattern).translated();
    }

    private String translated() {
        flags();
        while (position < pattern.length()) {
            step();
        }
        return out.toString();
    }

    /// Those that stand in front of it all: `(?i)`, `(?s)`, `(?m)`.
    private void flags() {
        if (!pattern.startsWith("(?")) {
            return;
        }
        int end = pattern.indexOf(')');
        String flags = end < 0 ? "" : pattern.substring(2, end);
        if (!flags.matches("[ims]+")) {
            return;
        }
        dotIsAnything = flags.indexOf('s') >= 0;
        if (flags.indexOf('i') >= 0 || flags.indexOf('m') >= 0) {
            out.append("(?")
                    .append(flags.indexOf('i') >= 0 ? "i" : "")
                    .append(flags.indexOf('m') >= 0 ? "w" : "")
                    .append(')');
        }
        position = end + 1;
    }

    private void step() {
        char next = pattern.charAt(position);
        switch (next) {
            case '\\' -> escape();
            case '[' -> bracket();
            case '(' -> open();
            case '{' -> repeat();
            case '.' -> {
                out.append(dotIsAnything ? "." : "[^\\n]");
                position++;
            }
            case '^', '$' -> {
                constraint(String.valueOf(next));
                position++;
            }
            case ')', '|', '*', '+', '?' -> {
                out.append(next);
                position++;
            }
            default -> character(codePoint());
        }
    }

    /// What matches between characters, in a group of its own so that it may be repeated.
    private void constraint(String between) {
        out.append("(?:").append(between).append(')');
    }

    private void open() {
        if (!pattern.startsWith("(?", position)) {
            out.append('(');
            position++;
        } else if (pattern.startsWith("(?:", position)) {
            out.append("(?:");
            position += 3;
        } else {
            throw unknown("(?", "of these only (?: and, at the very beginning, (?i), (?s) and (?m) can be used");
        }
    }

    private void repeat() {
        int end = pattern.indexOf('}', position);
        String counts = end < 0 ? "" : pattern.substring(position + 1, end);
        if (!counts.matches("\\d+(,\\d*)?")) {
            character(codePoint());
            return;
        }
        for (String count : counts.split(",", -1)) {
            if (!count.isEmpty() && Integer.parseInt(count) > MAX_REPEAT) {
                throw unknown("{" + counts + "}", "at most %d repeats can be asked for".formatted(MAX_REPEAT));
            }
        }
        out.append('{').append(counts).append('}');
        position = end + 1;
    }

    private void escape() {
        char kind = pattern.charAt(position + 1);
        String named = named(kind);
        if (named != null) {
            out.append('[').append(named).append(']');
            position += 2;
            return;
        }
        switch (kind) {
            case 'b', 'B' -> {
                constraint(kind == 'b' ? BOUNDARY : NO_BOUNDARY);
                position += 2;
            }
            case 'A', 'z' -> {
                constraint(kind == 'A' ? "\\A" : "\\Z");
                position += 2;
            }
            case 'Q' -> quoted();
            default -> character(escaped());
        }
    }

    /// What lies between `\Q` and `\E` means itself.
    private void quoted() {
        int close = pattern.indexOf("\\E", position + 2);
        int end = close < 0 ? pattern.length() : close;
        pattern.substring(position + 2, end).codePoints().forEach(this::character);
        position = close < 0 ? end : close + 2;
    }

    private static @Nullable String named(char escape) {
        return switch (escape) {
            case 'd' -> DIGIT;
            case 'w' -> WORD;
            case 's' -> SPACE;
            case 'D' -> NO_DIGIT;
            case 'W' -> NO_WORD;
            case 'S' -> NO_SPACE;
            default -> null;
        };
    }

    private void bracket() {
        out.append('[');
        position++;
        if (pattern.charAt(position) == '^') {
            out.append('^');
            position++;
        }
        do {
            item();
        } while (pattern.charAt(position) != ']');
        out.append(']');
        position++;
    }

    /// One character of a class, a range of them, or a class within it.
    private void item() {
        if (pattern.startsWith("[:", position) && pattern.indexOf(":]", position) > 0) {
            int end = pattern.indexOf(":]", position);
            String name = pattern.substring(position + 2, end);
            String named = NAMED.get(name);
            if (named == null) {
                throw unknown("[:" + name + ":]", "only classes such as [:alpha:] can be used");
            }
            out.append(named);
            position = end + 2;
            return;
        }
        if (pattern.charAt(position) == '\\') {
            String named = named(pattern.charAt(position + 1));
            if (named != null) {
                out.append(named);
                position += 2;
                return;
            }
        }
        character(single());
        if (pattern.charAt(position) == '-' && pattern.charAt(position + 1) != ']') {
            position++;
            out.append('-');
            character(single());
        }
    }

    private int single() {
        return pattern.charAt(position) == '\\' ? escaped() : codePoint();
    }

    private int codePoint() {
        int codePoint = pattern.codePointAt(position);
        position += Character.charCount(codePoint);
        return codePoint;
    }

    /// The one character that an escape stands for.
    private int escaped() {
        position++;
        int kind = codePoint();
        return switch (kind) {
            case 'a' -> 7;
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 11;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'x' -> hexadecimal();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> {
                if (kind < 128 && Character.isLetterOrDigit(kind)) {
                    throw unknown("\\" + (char) kind, "not every database knows it");
                }
                yield kind;
            }
        };
    }

    private int hexadecimal() {
        int end = pattern.charAt(position) == '{' ? pattern.indexOf('}', position) : position + 2;
        String digits = pattern.substring(position, end).replace("{", "");
        position = end + (pattern.charAt(position) == '{' ? 1 : 0);
        return Integer.parseInt(digits, 16);
    }

    private int octal() {
        int value = pattern.charAt(position - 1) - '0';
        for (int i = 0; i < 2 && position < pattern.length() && isOctal(pattern.charAt(position)); i++) {
            value = 8 * value + pattern.charAt(position) - '0';
            position++;
        }
        return value;
    }

    private static boolean isOctal(char digit) {
        return digit >= '0' && digit <= '7';
    }

    /// A character that means itself, wherever it stands.
    private void character(int codePoint) {
        if (codePoint >= 128 || Character.isLetterOrDigit(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            out.append("\\u%04X".formatted(codePoint));
        }
    }

    private ApiException unknown(String part, String why) {
        return ApiException.invalid("the regular expression '%s' has '%s': %s"
                .formatted(Source.shortened(pattern), Source.shortened(part), why));
    }
}
