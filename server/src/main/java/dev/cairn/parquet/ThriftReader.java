package dev.cairn.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what [ThriftWriter] writes: whole numbers as `Long`, texts as `String`, lists, and structures by the numbers
/// of
/// their fields.
final class ThriftReader {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int SHORT_LIST = 15;

    private static final int MOST_DEEP = 32;

    private final ByteBuffer in;
    private int depth;

    /// @param in at the beginning of a structure, and behind it once that is read
    ThriftReader(ByteBuffer in) {
        this.in = in;
    }

    Map<Integer, Object> struct() {
        if (++depth > MOST_DEEP) {
            throw new IllegalArgumentException("a structure is too deep");
        }
        Map<Integer, Object> fields = new HashMap<>();
        int field = 0;
        for (int header = in.get() & 0xff; header != 0; header = in.get() & 0xff) {
            int delta = header >> 4;
            field = delta == 0 ? (int) number() : field + delta;
            fields.put(field, value(header & 0xf));
        }
        depth--;
        return fields;
    }

    private Object value(int type) {
        return switch (type) {
            case TRUE -> true;
            case FALSE -> false;
            case ThriftWriter.INT32, ThriftWriter.INT64 -> number();
            case ThriftWriter.BINARY -> text();
            case ThriftWriter.LIST -> list();
            case ThriftWriter.STRUCT -> struct();
            default -> throw new IllegalArgumentException("a value of type " + type + " is not read here");
        };
    }

    private List<Object> list() {
        int header = in.get() & 0xff;
        int size = header >> 4;
        if (size == SHORT_LIST) {
            size = Math.toIntExact(varint());
        }
        if (size > in.remaining()) {
            throw new IllegalArgumentException("a list is too long");
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(value(header & 0xf));
        }
        return elements;
    }

    private long number() {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    private String text() {
        byte[] bytes = new byte[Math.toIntExact(Math.min(varint(), in.remaining() + 1L))];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }
}
