package dev.cairn.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.scoring.parquet.ThriftType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes structures in Thrift's compact protocol, in which Parquet describes itself. Fields come in the order of their
/// numbers.
final class ThriftWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    ThriftWriter int32(int field, int value) {
        header(field, ThriftType.INT32);
        return number(value);
    }

    ThriftWriter int64(int field, long value) {
        header(field, ThriftType.INT64);
        return number(value);
    }

    ThriftWriter text(int field, String value) {
        header(field, ThriftType.BINARY);
        return text(value);
    }

    ThriftWriter yes(int field) {
        header(field, ThriftType.TRUE);
        return this;
    }

    /// Begins a structure, to be ended by [#end].
    ThriftWriter struct(int field) {
        header(field, ThriftType.STRUCT);
        return element();
    }

    /// Begins a structure of a list, or the outermost one.
    ThriftWriter element() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftWriter end() {
        out.write(0);
        last = outer.pop();
        return this;
    }

    /// Begins a list of so many elements, which are to follow.
    ThriftWriter list(int field, int elementType, int size) {
        header(field, ThriftType.LIST);
        if (size < ThriftType.SHORT_LIST) {
            out.write((size << 4) | elementType);
        } else {
            out.write((ThriftType.SHORT_LIST << 4) | elementType);
            varint(size);
        }
        return this;
    }

    /// A whole number of a list.
    ThriftWriter number(long value) {
        varint((value << 1) ^ (value >> 63));
        return this;
    }

    /// A text of a list.
    ThriftWriter text(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void header(int field, int type) {
        out.write(((field - last) << 4) | type); // none of Parquet's is 16 or more behind the one before
        last = field;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
