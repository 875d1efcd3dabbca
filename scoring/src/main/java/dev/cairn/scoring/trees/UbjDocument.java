package dev.cairn.scoring.trees;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads UBJSON (<https://ubjson.org>, draft 12: big-endian numbers, typed and counted arrays) into a `Part`. No count
/// is believed that the bytes which are left cannot hold.
final class UbjDocument {
    private static final int MAX_DEPTH = 64;

    private final ByteBuffer bytes;
    private int values;

    private UbjDocument(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Part read(byte[] bytes) {
        try {
            UbjDocument document = new UbjDocument(ByteBuffer.wrap(bytes));
            return new Part("", document.value(document.marker(), 0));
        } catch (BufferUnderflowException _) {
            throw new BoosterFormatException("is cut off: it ends in the middle of a value");
        }
    }

    private @Nullable Object value(char marker, int depth) {
        if (depth > MAX_DEPTH) {
            throw new BoosterFormatException("is nested more than %d levels deep".formatted(MAX_DEPTH));
        }
        Part.requireModest(++values);
        return switch (marker) {
            case '{' -> map(depth);
            case '[' -> array(depth);
            case 'S' -> text();
            case 'C' -> String.valueOf((char) bytes.get());
            case 'T' -> true;
            case 'F' -> false;
            case 'Z' -> null;
            default -> number(marker);
        };
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new HashMap<>();
        int count = peek() == '#' ? count(1) : -1;
        while (count < 0 ? peek() != '}' : map.size() < count) {
            String name = text();
            if (map.containsKey(name)) {
                throw new BoosterFormatException("has the field '%s' twice".formatted(name));
            }
            map.put(name, value(marker(), depth + 1));
        }
        if (count < 0) {
            marker();
        }
        return map;
    }

    private Object array(int depth) {
        if (peek() == '$') {
            marker();
            char type = marker();
            return typed(type, count(width(type)));
        }
        int count = peek() == '#' ? count(1) : -1;
        NumberList numbers = new NumberList();
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; count < 0 ? peek() != ']' : i < count; i++) {
            char marker = marker();
            switch (marker) {
                case 'T', 'F' -> numbers.add(marker == 'T' ? 1 : 0);
                case '{', '[', 'S', 'C', 'Z' -> list.add(value(marker, depth + 1));
                default -> numbers.add(number(marker));
            }
        }
        if (count < 0) {
            marker();
        }
        if (!list.isEmpty() && numbers.size() > 0) {
            throw new BoosterFormatException("has a list of numbers and other values mixed");
        }
        return list.isEmpty() ? numbers.toArray() : list;
    }

    private double[] typed(char type, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(type);
        }
        return numbers;
    }

    private double number(char marker) {
        return switch (marker) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 0xff;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> bytes.getLong();
            case 'd' -> bytes.getFloat();
            case 'D' -> bytes.getDouble();
            default -> throw unknown(marker);
        };
    }

    private static int width(char type) {
        return switch (type) {
            case 'i', 'U' -> Byte.BYTES;
            case 'I' -> Short.BYTES;
            case 'l', 'd' -> Integer.BYTES;
            case 'L', 'D' -> Long.BYTES;
            default -> throw unknown(type);
        };
    }

    /// The count after `#`, of values that take at least `width` bytes each.
    private int count(int width) {
        if (marker() != '#') {
            throw new BoosterFormatException("has a typed list without a count");
        }
        return length(width);
    }

    private String text() {
        byte[] text = new byte[length(1)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int length(int width) {
        double length = number(marker());
        if (!(length >= 0 && length <= bytes.remaining() / (double) width)) {
            throw new BoosterFormatException("is cut off: it announces %.0f values where %d bytes are left"
                    .formatted(length, bytes.remaining()));
        }
        return (int) length;
    }

    private char marker() {
        return (char) (bytes.get() & 0xff);
    }

    private char peek() {
        if (!bytes.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        return (char) (bytes.get(bytes.position()) & 0xff);
    }

    private static BoosterFormatException unknown(char marker) {
        return new BoosterFormatException("has the marker 0x%02x, which is not one of UBJSON".formatted((int) marker));
    }
}
