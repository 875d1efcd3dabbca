package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import java.util.function.Consumer;

/// `InferTensorContents`: the values of a tensor in the field of its type.
final class TensorContents {
    private static final int BOOLS = 1;
    private static final int INTS = 2;
    private static final int LONGS = 3;
    private static final int UNSIGNED_INTS = 4;
    private static final int UNSIGNED_LONGS = 5;
    private static final int FLOATS = 6;
    private static final int DOUBLES = 7;
    private static final int TEXTS = 8;

    private TensorContents() {}

    /// Whether there is a field for values of the type; the others come as bytes.
    static boolean have(InferenceType type) {
        return type != InferenceType.FP16;
    }

    private static int field(InferenceType type) {
        return switch (type) {
            case BOOL -> BOOLS;
            case INT8, INT16, INT32 -> INTS;
            case INT64 -> LONGS;
            case UINT8, UINT16, UINT32 -> UNSIGNED_INTS;
            case UINT64 -> UNSIGNED_LONGS;
            case FP32 -> FLOATS;
            case FP64 -> DOUBLES;
            case BYTES -> TEXTS;
            case FP16 -> 0;
        };
    }

    /// @param count how many values the shape has
    static Column read(String name, InferenceType type, ProtobufReader contents, int count) {
        int own = field(type);
        ColumnBuilder column = new ColumnBuilder();
        for (int field = contents.next(); field != 0; field = contents.next()) {
            if (field > TEXTS) {
                contents.skip();
            } else if (field != own) {
                throw InvalidInput.form(
                        "The 'contents' of input '%s' are not in the field of datatype %s.".formatted(name, type));
            } else {
                values(name, contents, field, column, add -> {
                    if (column.size() == count) {
                        throw InvalidInput.form(
                                "Input '%s' has more values than its shape, %d.".formatted(name, count));
                    }
                    add.run();
                });
            }
        }
        if (column.size() != count) {
            throw InvalidInput.form(
                    "Input '%s' has %d values, and its shape %d.".formatted(name, column.size(), count));
        }
        return type.elements().convert(name, column.build());
    }

    /// The first of the values, or none where there is none.
    static Column first(String name, InferenceType type, ProtobufReader contents) {
        ColumnBuilder column = new ColumnBuilder();
        for (int field = contents.next(); field != 0 && column.size() == 0; field = contents.next()) {
            if (field == field(type)) {
                values(name, contents, field, column, add -> {
                    if (column.size() == 0) {
                        add.run();
                    }
                });
            } else {
                contents.skip();
            }
        }
        return type.elements().convert(name, column.build());
    }

    private static void values(
            String name, ProtobufReader contents, int field, ColumnBuilder column, Consumer<Runnable> adding) {
        switch (field) {
            case BOOLS -> contents.integers(value -> adding.accept(() -> column.addObject(value != 0)));
            case INTS -> contents.integers(value -> adding.accept(() -> column.add((long) (int) value)));
            case UNSIGNED_INTS ->
                contents.integers(value -> adding.accept(() -> column.add(Integer.toUnsignedLong((int) value))));
            case UNSIGNED_LONGS ->
                contents.integers(value -> adding.accept(() -> column.add(BinaryTensors.unsigned(name, value))));
            case FLOATS -> contents.floats(value -> adding.accept(() -> column.add(value)));
            case DOUBLES -> contents.doubles(value -> adding.accept(() -> column.add(value)));
            case TEXTS -> {
                String text = contents.text("A value of input '%s'".formatted(name));
                adding.accept(() -> column.addObject(text));
            }
            default -> contents.integers(value -> adding.accept(() -> column.add(value)));
        }
    }

    static ProtobufWriter write(InferenceType type, Column column) {
        ProtobufWriter contents = new ProtobufWriter();
        int field = field(type);
        switch (type) {
            // packed, they are what the binary extension has
            case BOOL, FP32, FP64 -> contents.bytes(field, BinaryTensors.write(type, column));
            case BYTES -> {
                for (int i = 0; i < column.size(); i++) {
                    contents.bytes(field, BinaryTensors.text(column, i));
                }
            }
            default -> {
                ProtobufWriter packed = new ProtobufWriter();
                for (int i = 0; i < column.size(); i++) {
                    packed.varint(BinaryTensors.whole(column, i));
                }
                contents.message(field, packed);
            }
        }
        return contents;
    }
}
