package dev.cairn.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Messages of the Open Inference Protocol, as its clients write them.
public final class Messages {
    public static final String SERVICE = "/inference.GRPCInferenceService/";

    private Messages() {}

    public static byte[] text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A field of bytes, or of a message that consists of parts.
    public static byte[] bytes(int field, byte[]... parts) {
        byte[] all = joined(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((field << 3) | 2);
        for (int rest = all.length; ; rest >>>= 7) {
            out.write(rest < 128 ? rest : (rest & 127) | 128);
            if (rest < 128) {
                break;
            }
        }
        out.writeBytes(all);
        return out.toByteArray();
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// `ModelReadyRequest` and `ModelMetadataRequest`.
    public static byte[] named(String model, String version) {
        return version.isEmpty() ? text(1, model) : joined(text(1, model), text(2, version));
    }

    /// A row of numbers of 32 bits, in the field of their type.
    public static byte[] row(String model, String version, float... values) {
        return joined(named(model, version), bytes(5, tensor(values.length), bytes(5, bytes(6, floats(values)))));
    }

    /// The same as bytes.
    public static byte[] rawRow(String model, float... values) {
        return joined(named(model, ""), bytes(5, tensor(values.length)), bytes(7, floats(values)));
    }

    private static byte[] tensor(int columns) {
        return joined(text(1, "x"), text(2, "FP32"), bytes(3, new byte[] {1, (byte) columns}));
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /// The `ModelInferResponse` of that classifier: a label, and three probabilities in the field of their type.
    public static byte[] classified(String model, String version, long label, double... probabilities) {
        ByteBuffer bytes =
                ByteBuffer.allocate(probabilities.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(probabilities);
        return joined(
                named(model, version),
                bytes(5, text(1, "label"), text(2, "INT64"), bytes(3, new byte[] {1}), bytes(5, bytes(3, new byte[] {
                    (byte) label
                }))),
                bytes(
                        5,
                        text(1, "probabilities"),
                        text(2, "FP64"),
                        bytes(3, new byte[] {1, 3}),
                        bytes(5, bytes(7, bytes.array()))));
    }
}
