package dev.cairn.scoring;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Columns as ONNX Runtime's tensors. The buffers are direct, so that the runtime reads them in place.
final class OnnxFeed {
    private OnnxFeed() {}

    static OnnxTensor tensor(OrtEnvironment environment, OnnxInput input, Column column, long[] shape)
            throws OrtException {
        String name = input.name();
        return switch (input.type()) {
            case FLOAT32 -> OnnxTensor.createTensor(environment, floats(Conversion.doubles(name, column)), shape);
            case FLOAT64 -> OnnxTensor.createTensor(environment, doubles(Conversion.doubles(name, column)), shape);
            case INT32 -> OnnxTensor.createTensor(environment, ints(Conversion.integers(name, column)), shape);
            case INT64 -> OnnxTensor.createTensor(environment, longs(Conversion.longs(name, column)), shape);
            case BOOL ->
                OnnxTensor.createTensor(
                        environment, bytes(Conversion.booleans(name, column)), shape, OnnxJavaType.BOOL);
            case TEXT, ANY ->
                OnnxTensor.createTensor(environment, strings(name, Conversion.texts(name, column)), shape);
        };
    }

    private static FloatBuffer floats(Column.Doubles column) {
        FloatBuffer buffer = direct(column.size(), Float.BYTES).asFloatBuffer();
        for (int i = 0; i < column.size(); i++) {
            buffer.put(i, (float) column.values().get(i));
        }
        return buffer;
    }

    private static DoubleBuffer doubles(Column.Doubles column) {
        return direct(column.size(), Double.BYTES).asDoubleBuffer().put(0, column.values(), 0, column.size());
    }

    private static LongBuffer longs(Column.Longs column) {
        return direct(column.size(), Long.BYTES).asLongBuffer().put(0, column.values(), 0, column.size());
    }

    private static IntBuffer ints(Column.Longs column) {
        IntBuffer buffer = direct(column.size(), Integer.BYTES).asIntBuffer();
        for (int i = 0; i < column.size(); i++) {
            buffer.put(i, (int) column.values().get(i));
        }
        return buffer;
    }

    private static ByteBuffer bytes(Column.Booleans column) {
        ByteBuffer buffer = direct(column.size(), Byte.BYTES);
        for (int i = 0; i < column.size(); i++) {
            buffer.put(i, (byte) (column.values().get(i) ? 1 : 0));
        }
        return buffer;
    }

    /// Native code reads each text without asking whether it is there.
    private static String[] strings(String name, Column.Texts column) {
        List<@Nullable String> texts = column.values();
        String[] strings = new String[texts.size()];
        for (int i = 0; i < strings.length; i++) {
            String text = texts.get(i);
            if (text == null) {
                throw InvalidInput.evaluation(
                        "The input '%s' takes text and has a missing value in row %d.".formatted(name, i));
            }
            strings[i] = text;
        }
        return strings;
    }

    private static ByteBuffer direct(int values, int width) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(values, width)).order(ByteOrder.nativeOrder());
    }
}
