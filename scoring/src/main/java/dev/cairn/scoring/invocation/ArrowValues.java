package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads the values of Arrow columns. Used by one thread.
final class ArrowValues {
    private static final long NANOS = 1_000_000_000L;
    private static final double OVER = 0x1p64;

    private final RequestBudget budget;

    ArrowValues(RequestBudget budget) {
        this.budget = budget;
    }

    /// Adds the next column of a batch.
    void read(ArrowType type, String name, ArrowBatch batch, int count, ColumnBuilder into) {
        batch.column(count);
        if (type == ArrowType.NULL) {
            for (int i = 0; i < count; i++) {
                into.addMissing();
            }
            return;
        }
        ByteBuffer there = batch.bytes();
        boolean whole = there.capacity() == 0;
        ByteBuffer data = batch.bytes();
        boolean text = type == ArrowType.TEXT || type == ArrowType.LARGE_TEXT;
        ByteBuffer texts = text ? batch.bytes() : data;
        for (int i = 0; i < count; i++) {
            if (!whole && !bit(there, i)) {
                into.addMissing();
            } else if (text) {
                into.addObject(text(type, name, data, texts, i));
            } else {
                value(type, data, i, into);
            }
        }
    }

    static boolean bit(ByteBuffer bits, int index) {
        return ((bits.get(index / Byte.SIZE) >> (index % Byte.SIZE)) & 1) == 1;
    }

    private String text(ArrowType type, String name, ByteBuffer places, ByteBuffer texts, int index) {
        int at = index * type.width;
        long from = type == ArrowType.TEXT ? places.getInt(at) : places.getLong(at);
        long to = type == ArrowType.TEXT ? places.getInt(at + type.width) : places.getLong(at + type.width);
        ArrowReader.require(from >= 0 && from <= to && to <= texts.capacity(), "a text is not in its batch");
        return text(name, texts.slice((int) from, (int) (to - from)));
    }

    /// The text that these bytes are.
    String text(String name, ByteBuffer bytes) {
        budget.letters(bytes.remaining());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            throw InvalidInput.form("The column '%s' has a text that is not UTF-8.".formatted(name));
        }
    }

    /// Adds a value of a dictionary, which may be there for many rows: its letters count for each.
    void again(@Nullable Object value, ColumnBuilder into) {
        if (value instanceof String text) {
            budget.letters(text.length());
        }
        add(value, into);
    }

    /// Adds a value that is no text.
    static void value(ArrowType type, ByteBuffer data, int index, ColumnBuilder into) {
        int at = index * type.width;
        switch (type) {
            case NULL -> into.addMissing();
            case BOOL -> into.addObject(bit(data, index));
            case INT8 -> into.add((long) data.get(at));
            case UINT8 -> into.add((long) Byte.toUnsignedInt(data.get(at)));
            case INT16 -> into.add((long) data.getShort(at));
            case UINT16 -> into.add((long) Short.toUnsignedInt(data.getShort(at)));
            case INT32 -> into.add((long) data.getInt(at));
            case UINT32 -> into.add(Integer.toUnsignedLong(data.getInt(at)));
            case INT64 -> into.add(data.getLong(at));
            case UINT64 -> unsigned(data.getLong(at), into);
            case FLOAT16 -> into.add((double) Float.float16ToFloat(data.getShort(at)));
            case FLOAT32 -> into.add((double) data.getFloat(at));
            case FLOAT64 -> into.add(data.getDouble(at));
            case DAYS -> into.addObject(LocalDate.ofEpochDay(data.getInt(at)).atStartOfDay());
            case SECONDS -> into.addObject(time(data.getLong(at), 1));
            case MILLIS -> into.addObject(time(data.getLong(at), 1_000));
            case MICROS -> into.addObject(time(data.getLong(at), 1_000_000));
            case NANOS -> into.addObject(time(data.getLong(at), NANOS));
            case TEXT, LARGE_TEXT -> throw new IllegalStateException("read above");
        }
    }

    private static void unsigned(long value, ColumnBuilder into) {
        if (value >= 0) {
            into.add(value);
        } else {
            into.add(value + OVER);
        }
    }

    private static LocalDateTime time(long value, long inSecond) {
        int nanos = (int) (Math.floorMod(value, inSecond) * (NANOS / inSecond));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(value, inSecond), nanos, ZoneOffset.UTC);
    }

    static void add(@Nullable Object value, ColumnBuilder into) {
        switch (value) {
            case null -> into.addMissing();
            case Long number -> into.add(number.longValue());
            case Double number -> into.add(number.doubleValue());
            default -> into.addObject(value);
        }
    }
}
