package dev.cairn.scoring.text;

import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Values as Python prints them (`repr`) and as its JSON library writes them.
public final class PythonText {
    private static final int FIRST_EXPONENT = 16;
    private static final int LAST_SMALL_EXPONENT = -5;

    private PythonText() {}

    /// A finite or infinite number: `1.0`, `1e+16`, `inf`.
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text = Double.toString(value);
        int at = text.indexOf('E');
        if (at < 0) {
            return text;
        }
        int exponent = Integer.parseInt(text.substring(at + 1));
        String digits = text.substring(0, at).replaceFirst("\\.0$", "");
        if (exponent > LAST_SMALL_EXPONENT && exponent < FIRST_EXPONENT) {
            String plain = new java.math.BigDecimal(text).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /// A text in quotes, single ones where that needs no escape.
    public static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (point == quote) {
                        quoted.append('\\');
                    }
                    if (Character.isISOControl(point)) {
                        quoted.append("\\x%02x".formatted(point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append(quote).toString();
    }

    /// A value of JSON as Python prints it: `None`, `True`, `['a', 1.5]`.
    public static String printed(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + printed(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (node.isArray()) {
            return node.valueStream().map(PythonText::printed).collect(Collectors.joining(", ", "[", "]"));
        } else if (node.isString()) {
            return quoted(node.asString());
        } else if (node.isBoolean()) {
            return node.asBoolean() ? "True" : "False";
        } else if (node.isFloatingPointNumber()) {
            return number(node.asDouble());
        }
        return node.isNull() || node.isMissingNode() ? "None" : node.asString();
    }

    /// JSON as Python's library writes it: blanks after commas and colons, nothing but ASCII.
    public static String json(JsonNode node) {
        StringBuilder json = new StringBuilder();
        json(node, json);
        return json.toString();
    }

    private static void json(JsonNode node, StringBuilder into) {
        if (node.isObject()) {
            into.append('{');
            for (Iterator<Map.Entry<String, JsonNode>> all = node.properties().iterator(); all.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = all.next();
                text(entry.getKey(), into);
                into.append(": ");
                json(entry.getValue(), into);
                into.append(all.hasNext() ? ", " : "");
            }
            into.append('}');
        } else if (node.isArray()) {
            into.append('[');
            IntStream.range(0, node.size()).forEach(i -> {
                into.append(i == 0 ? "" : ", ");
                json(node.path(i), into);
            });
            into.append(']');
        } else if (node.isString()) {
            text(node.asString(), into);
        } else if (node.isFloatingPointNumber()) {
            into.append(number(node.asDouble()).replace("inf", "Infinity").replace("nan", "NaN"));
        } else {
            into.append(node.asString("null"));
        }
    }

    private static void text(String text, StringBuilder into) {
        into.append('"');
        text.chars().forEach(character -> {
            switch (character) {
                case '"' -> into.append("\\\"");
                case '\\' -> into.append("\\\\");
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                case '\t' -> into.append("\\t");
                case '\b' -> into.append("\\b");
                case '\f' -> into.append("\\f");
                default -> {
                    if (character < ' ' || character > '~') {
                        into.append("\\u%04x".formatted(character));
                    } else {
                        into.append((char) character);
                    }
                }
            }
        });
        into.append('"');
    }
}
