package dev.cairn.scoring.trees;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/// A part of LightGBM's text format: lines `name=value`, or a name alone. Whatever is asked of it and not there is a
/// `BoosterFormatException` that names `part`.
final class TextFields {
    private static final int MAX_FIELDS = 1_000;
    private static final int SHOWN = 40;

    private final String part;
    private final Map<String, String> values = new HashMap<>();

    TextFields(String part) {
        this.part = part;
    }

    /// Reads the lines before an empty one.
    static TextFields read(String part, BufferedReader lines) throws IOException {
        TextFields fields = new TextFields(part);
        for (String line = lines.readLine(); !"".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new BoosterFormatException("is cut off in its %s".formatted(part));
            }
            fields.add(line);
        }
        return fields;
    }

    private void add(String line) {
        int sign = line.indexOf('=');
        values.put(sign < 0 ? line : line.substring(0, sign), line.substring(sign < 0 ? line.length() : sign + 1));
        if (values.size() > MAX_FIELDS) {
            throw new BoosterFormatException("has more than %d fields in its %s".formatted(MAX_FIELDS, part));
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new BoosterFormatException("has no '%s' in its %s".formatted(name, part));
        }
        return value;
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    int integer(String name) {
        return integer(name, text(name));
    }

    int integerOr(String name, int otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    /// Exactly `count` whole numbers that fit into 32 bits, with or without a sign.
    int[] integers(String name, long count) {
        IntList numbers = new IntList();
        StringTokenizer words = new StringTokenizer(text(name), " ");
        while (words.hasMoreTokens()) {
            numbers.add(integer(name, words.nextToken()));
        }
        requireCount(name, numbers.size(), count);
        return numbers.toArray();
    }

    /// Exactly `count` numbers.
    double[] numbers(String name, long count) {
        NumberList numbers = new NumberList();
        StringTokenizer words = new StringTokenizer(text(name), " ");
        while (words.hasMoreTokens()) {
            numbers.add(number(name, words.nextToken()));
        }
        requireCount(name, numbers.size(), count);
        return numbers.toArray();
    }

    /// The words of a line.
    List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringTokenizer all = new StringTokenizer(text(name), " ");
        while (all.hasMoreTokens()) {
            words.add(all.nextToken());
            Part.requireModest(words.size());
        }
        return words;
    }

    /// Exactly `count` words.
    List<String> words(String name, long count) {
        List<String> words = words(name);
        requireCount(name, words.size(), count);
        return words;
    }

    BoosterFormatException wrong(String name, String expected) {
        return wrong(name, text(name), expected);
    }

    /// As much of a text as fits into a message.
    static String shown(String text) {
        return text.substring(0, Math.min(text.length(), SHOWN));
    }

    private BoosterFormatException wrong(String name, String found, String expected) {
        return new BoosterFormatException(
                "has '%s' at '%s' of its %s, where %s belongs".formatted(shown(found), name, part, expected));
    }

    private int integer(String name, String word) {
        try {
            long number = Long.parseLong(word);
            if (number >= Integer.MIN_VALUE && number < 1L << Integer.SIZE) {
                return (int) number;
            }
        } catch (NumberFormatException _) {
            throw wrong(name, word, "a whole number");
        }
        throw wrong(name, word, "a number of 32 bits");
    }

    /// A number as C writes it, `inf` and `nan` too.
    private double number(String name, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException _) {
            return switch (word) {
                case "nan", "-nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(name, word, "a number");
            };
        }
    }

    private void requireCount(String name, int found, long expected) {
        if (found != expected) {
            throw new BoosterFormatException(
                    "has %d values at '%s' of its %s, where %d belong".formatted(found, name, part, expected));
        }
    }
}
