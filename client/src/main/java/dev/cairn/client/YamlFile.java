package dev.cairn.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML files as PyYAML writes and reads them.
final class YamlFile {
    private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    private YamlFile() {}

    /// The dictionary of a file; no file makes an object of a class that it names.
    static Map<String, Object> read(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new PlainScalar())
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        try {
            if (new Load(settings).loadFromString(yaml) instanceof Map<?, ?> file) {
                return dictionary(file);
            }
        } catch (YamlEngineException unreadable) {
            throw new IllegalArgumentException("The file is no YAML: " + unreadable.getMessage(), unreadable);
        }
        throw new IllegalArgumentException("The file is no YAML dictionary.");
    }

    /// A dictionary with texts as keys; an empty one of what is none.
    static Map<String, Object> dictionary(@Nullable Object value) {
        Map<String, Object> dictionary = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> dictionary.put(String.valueOf(key), each));
        }
        return dictionary;
    }

    /// The text of a file: a line for each entry, texts between quotation marks, so that none looks like something
    /// else.
    static String write(Map<String, Object> dictionary) {
        StringBuilder text = new StringBuilder();
        dictionary.forEach((key, value) -> {
            quote(key, text);
            text.append(": ");
            value(value, text);
            text.append('\n');
        });
        return text.toString();
    }

    private static void value(@Nullable Object value, StringBuilder text) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(before);
                quote(String.valueOf(entry.getKey()), text);
                text.append(": ");
                value(entry.getValue(), text);
                before = ", ";
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String before = "[";
            for (Object each : list) {
                text.append(before);
                value(each, text);
                before = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Double || value instanceof Float) {
            text.append(decimal(((Number) value).doubleValue()));
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quote(value.toString(), text);
        }
    }

    /// With a point and a sign before the exponent, without which YAML 1.1 reads a text.
    private static String decimal(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        return Double.toString(value).replaceFirst("E(\\d)", "E+$1");
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                text.append('\\').appendCodePoint(point);
            } else if (isPrintable(point)) {
                text.appendCodePoint(point);
            } else {
                text.append("\\u%04x".formatted(point));
            }
        });
        text.append('"');
    }

    /// Whether PyYAML takes a character as it is, on one line.
    private static boolean isPrintable(int point) {
        return (point >= ' ' && point < 0x7f)
                || (point >= 0xa0 && point < 0xd800 && point != 0x2028 && point != 0x2029)
                || (point >= 0xe000 && point < 0xfffe && point != 0xfeff)
                || point >= 0x10000;
    }
}
