package dev.cairn.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message in protobuf's encoding while it is written: what an exporter would send, or what it never should.
public final class Export {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public static Export message() {
        return new Export();
    }

    /// A request with these spans of one sender.
    public static byte[] requestOf(Export resource, Export... spans) {
        Export scope = message().field(1, message().text(1, "exporter").text(2, "1.0"));
        for (Export span : spans) {
            scope.field(2, span);
        }
        return message().field(1, message().field(1, resource).field(2, scope)).bytes();
    }

    public static byte[] request(Export... spans) {
        return requestOf(message(), spans);
    }

    /// A span that ended well a millisecond after it began.
    ///
    /// @param parent 0 for a root
    public static Export span(byte[] trace, long id, long parent, String name) {
        Export span = message().bytes(1, trace).bytes(2, id(id));
        if (parent != 0) {
            span.bytes(4, id(parent));
        }
        return span.text(5, name)
                .number(6, 1)
                .fixed64(7, 1_700_000_000_000_000_000L + id * 1_000_000)
                .fixed64(8, 1_700_000_000_000_000_000L + (id + 1) * 1_000_000)
                .field(15, message().number(3, 1));
    }

    public static byte[] id(long id) {
        return ByteBuffer.allocate(8).putLong(id).array();
    }

    /// An attribute of a span that is a text.
    public Export with(String key, String value) {
        return with(key, message().text(1, value));
    }

    public Export with(String key, Export value) {
        return field(9, message().text(1, key).field(2, value));
    }

    /// An attribute of a resource.
    public Export resource(String key, String value) {
        return field(1, message().text(1, key).field(2, message().text(1, value)));
    }

    public Export field(int number, Export message) {
        return bytes(number, message.bytes());
    }

    public Export text(int number, String text) {
        return bytes(number, text.getBytes(StandardCharsets.UTF_8));
    }

    public Export bytes(int number, byte[] value) {
        varint(((long) number << 3) | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /// Fields that are written already.
    public Export raw(byte[] fields) {
        bytes.writeBytes(fields);
        return this;
    }

    public Export number(int number, long value) {
        varint((long) number << 3);
        varint(value);
        return this;
    }

    public Export fixed64(int number, long value) {
        varint(((long) number << 3) | 1);
        bytes.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }
}
