package dev.cairn.scoring.text;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/// Texts as numbers, as Python's `float` and `int` read them; a `NumberFormatException` says what Python says.
public final class PythonNumbers {
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][-+]?\\d+(?:_\\d+)*)?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+(?:_\\d+)*");
    private static final int MAX_DIGITS = 400;
    private static final int MAX_SHOWN = 200;

    private PythonNumbers() {}

    public static double parseFloat(String text) {
        String stripped = text.strip();
        if (stripped.length() <= MAX_DIGITS && FLOAT.matcher(stripped).matches()) {
            return Double.parseDouble(stripped.replace("_", ""));
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException("could not convert string to float: " + shown(text));
        };
    }

    public static BigInteger parseInt(String text) {
        String stripped = text.strip();
        if (stripped.length() <= MAX_DIGITS && INTEGER.matcher(stripped).matches()) {
            return new BigInteger(stripped.replace("_", ""));
        }
        throw new NumberFormatException("invalid literal for int() with base 10: " + shown(text));
    }

    private static String shown(String text) {
        return PythonText.quoted(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) : text);
    }
}
