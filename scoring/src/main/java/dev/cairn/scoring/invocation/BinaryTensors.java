package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The binary extension of the Open Inference Protocol: values one after the other, the lowest byte first, texts with
/// their lengths before them.
final class BinaryTensors {
    private BinaryTensors() {}

    /// @param count how many values the shape has
    static Column read(String name, InferenceType type, ByteBuffer bytes, int count) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (type == InferenceType.BYTES) {
            return texts(name, bytes, count);
        } else if (bytes.remaining() != (long) count * type.width()) {
            throw InvalidInput.form("Input '%s' has %d bytes; its shape takes %d values of %d bytes."
                    .formatted(name, bytes.remaining(), count, type.width()));
        }
        ColumnBuilder column = new ColumnBuilder();
        for (int i = 0; i < count; i++) {
            switch (type) {
                case BOOL -> column.addObject(bytes.get() != 0);
                case UINT8 -> column.add((long) (bytes.get() & 0xff));
                case INT8 -> column.add((long) bytes.get());
                case UINT16 -> column.add((long) (bytes.getShort() & 0xffff));
                case INT16 -> column.add((long) bytes.getShort());
                case UINT32 -> column.add(bytes.getInt() & 0xffffffffL);
                case INT32 -> column.add((long) bytes.getInt());
                case UINT64 -> column.add(unsigned(name, bytes.getLong()));
                case INT64 -> column.add(bytes.getLong());
                case FP16 -> column.add((double) Float.float16ToFloat(bytes.getShort()));
                case FP32 -> column.add((double) bytes.getFloat());
                case FP64 -> column.add(bytes.getDouble());
                case BYTES -> throw new IllegalStateException("read above");
            }
        }
        return column.build();
    }

    /// A whole number without a sign, which is refused as in JSON where it takes 64 bits.
    static long unsigned(String name, long value) {
        if (value < 0) {
            throw InvalidInput.conversion(name, "float64", "int64");
        }
        return value;
    }

    /// The first of the values, or none where there is none.
    static Column first(String name, InferenceType type, ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        long length = type.width();
        if (type == InferenceType.BYTES && bytes.remaining() >= type.width()) {
            length += Integer.toUnsignedLong(bytes.getInt(bytes.position()));
        }
        return length > bytes.remaining()
                ? new ColumnBuilder().build()
                : read(name, type, bytes.slice(bytes.position(), (int) length), 1);
    }

    private static Column texts(String name, ByteBuffer bytes, int count) {
        List<String> texts = new ArrayList<>();
        while (bytes.remaining() >= InferenceType.BYTES.width() && texts.size() < count) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                break;
            }
            try {
                texts.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.slice(bytes.position(), length))
                        .toString());
            } catch (CharacterCodingException _) {
                throw InvalidInput.form("Input '%s' has a value that is not UTF-8.".formatted(name));
            }
            bytes.position(bytes.position() + length);
        }
        if (texts.size() != count || bytes.hasRemaining()) {
            throw InvalidInput.form(
                    "Input '%s' does not have the %d texts that its shape says.".formatted(name, count));
        }
        return new Column.Texts(List.copyOf(texts));
    }

    /// @throws AnswerTooLargeException if they are more bytes than an answer may have
    static byte[] write(InferenceType type, Column column) {
        if (type == InferenceType.BYTES) {
            return texts(column);
        }
        AnswerTooLargeException.require((long) column.size() * type.width());
        ByteBuffer bytes = ByteBuffer.allocate(column.size() * type.width()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < column.size(); i++) {
            switch (type) {
                case BOOL -> bytes.put((byte) (Boolean.TRUE.equals(Cells.value(column, i)) ? 1 : 0));
                case UINT8, INT8 -> bytes.put((byte) whole(column, i));
                case UINT16, INT16 -> bytes.putShort((short) whole(column, i));
                case UINT32, INT32 -> bytes.putInt((int) whole(column, i));
                case UINT64, INT64 -> bytes.putLong(whole(column, i));
                case FP16 -> bytes.putShort(Float.floatToFloat16((float) number(column, i)));
                case FP32 -> bytes.putFloat((float) number(column, i));
                case FP64 -> bytes.putDouble(number(column, i));
                case BYTES -> throw new IllegalStateException("written above");
            }
        }
        return bytes.array();
    }

    private static byte[] texts(Column column) {
        List<byte[]> texts = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < column.size(); i++) {
            byte[] text = text(column, i);
            texts.add(text);
            size += text.length + InferenceType.BYTES.width();
            AnswerTooLargeException.require(size);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        texts.forEach(text -> bytes.putInt(text.length).put(text));
        return bytes.array();
    }

    static byte[] text(Column column, int index) {
        return String.valueOf(Cells.value(column, index)).getBytes(StandardCharsets.UTF_8);
    }

    static long whole(Column column, int index) {
        return column instanceof Column.Longs longs ? longs.values().get(index) : (long) number(column, index);
    }

    private static double number(Column column, int index) {
        return switch (column) {
            case Column.Doubles doubles -> doubles.values().get(index);
            case Column.Longs longs -> longs.values().get(index);
            default -> Cells.value(column, index) instanceof Number number ? number.doubleValue() : Double.NaN;
        };
    }
}
