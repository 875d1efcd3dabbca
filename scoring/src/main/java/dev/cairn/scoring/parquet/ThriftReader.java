package dev.cairn.scoring.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads structures in Thrift's compact protocol, in which Parquet describes itself: whole numbers as `Long`, texts as
/// bytes that are not copied, lists, and structures by the numbers of their fields.
public final class ThriftReader {
    private static final int MOST_DEEP = 16;
    private static final int MOST_VALUES = 1_000_000;

    private final ByteBuffer in;
    private int depth;
    private int values;

    /// @param in at the beginning of a structure, and behind it once that is read
    public ThriftReader(ByteBuffer in) {
        this.in = in;
    }

    /// Reads the structure.
    public ThriftStruct struct() {
        Map<Integer, Object> fields = new HashMap<>();
        int field = 0;
        for (int header = in.get() & 0xff; header != 0; header = in.get() & 0xff) {
            int delta = header >> 4;
            field = delta == 0 ? (int) number() : field + delta;
            int type = header & 0xf;
            account();
            fields.put(
                    field,
                    type == ThriftType.TRUE || type == ThriftType.FALSE
                            ? (Object) (type == ThriftType.TRUE)
                            : value(type));
        }
        return new ThriftStruct(fields);
    }

    private void account() {
        if (++values > MOST_VALUES) {
            throw new IllegalArgumentException("there are too many values");
        }
    }

    private Object value(int type) {
        return switch (type) {
            // one of a list, which has a byte of its own
            case ThriftType.TRUE, ThriftType.FALSE -> in.get() == ThriftType.TRUE;
            case ThriftType.INT8 -> (long) in.get();
            case ThriftType.INT16, ThriftType.INT32, ThriftType.INT64 -> number();
            case ThriftType.DOUBLE -> Double.longBitsToDouble(littleLong());
            case ThriftType.BINARY -> bytes();
            case ThriftType.LIST, ThriftType.STRUCT -> deeper(type);
            default -> throw new IllegalArgumentException("a value of type " + type + " is not read here");
        };
    }

    private Object deeper(int type) {
        if (++depth > MOST_DEEP) {
            throw new IllegalArgumentException("a structure is too deep");
        }
        Object value = type == ThriftType.LIST ? list() : struct();
        depth--;
        return value;
    }

    /// Each element takes a byte at least.
    private List<Object> list() {
        int header = in.get() & 0xff;
        int size = header >> 4;
        if (size == ThriftType.SHORT_LIST) {
            size = Varint.count(in);
        }
        if (size > in.remaining()) {
            throw new IllegalArgumentException("a list is too long");
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            account();
            elements.add(value(header & 0xf));
        }
        return elements;
    }

    private long number() {
        long raw = Varint.read(in);
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long littleLong() {
        long raw = in.getLong();
        return in.order() == ByteOrder.LITTLE_ENDIAN ? raw : Long.reverseBytes(raw);
    }

    private ByteBuffer bytes() {
        int size = Varint.count(in);
        ByteBuffer bytes = in.slice(in.position(), size);
        in.position(in.position() + size);
        return bytes;
    }
}
