package dev.cairn.scoring.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A structure, asked for its fields by their numbers; `IllegalArgumentException` for one that is not there, or is
/// something else.
public final class ThriftStruct {
    private final Map<Integer, Object> fields;

    ThriftStruct(Map<Integer, Object> fields) {
        this.fields = fields;
    }

    public boolean has(int field) {
        return fields.containsKey(field);
    }

    public long number(int field) {
        return get(field, Long.class);
    }

    public long number(int field, long otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /// A number that is no place or number of things unless it is one of an `int`, and not negative.
    public int count(int field) {
        long count = number(field);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a number is too large");
        }
        return (int) count;
    }

    public boolean truth(int field, boolean otherwise) {
        return has(field) ? get(field, Boolean.class) : otherwise;
    }

    public ThriftStruct struct(int field) {
        return get(field, ThriftStruct.class);
    }

    public List<ThriftStruct> structs(int field) {
        List<?> elements = get(field, List.class);
        return elements.stream()
                .map(element -> cast(element, ThriftStruct.class))
                .toList();
    }

    /// A text of so many bytes at most, which are UTF-8.
    public String text(int field, int most) {
        ByteBuffer bytes = get(field, ByteBuffer.class).duplicate();
        if (bytes.remaining() > most) {
            throw new IllegalArgumentException("a text is too long");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("a text is not UTF-8", notUtf8);
        }
    }

    private <T> T get(int field, Class<T> type) {
        return cast(fields.get(field), type);
    }

    private static <T> T cast(@Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("a field is missing, or something else");
        }
        return type.cast(value);
    }
}
