package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/// A column of an Arrow table.
///
/// @param type       of its values, also of those in a dictionary
/// @param codes      the type of what is in batches where there is a dictionary
/// @param dictionary its id, or `NO_DICTIONARY`
record ArrowField(String name, ArrowType type, ArrowType codes, long dictionary) {
    static final long NO_DICTIONARY = Long.MIN_VALUE;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_METADATA = 100;

    static ArrowField of(@Nullable Field field) {
        if (field == null) {
            throw ArrowReader.unreadable("a column is missing");
        }
        String name = text(field.nameAsByteBuffer(), LONGEST_NAME);
        ArrowType type = type(field, name);
        @Nullable DictionaryEncoding encoding = field.dictionary();
        if (encoding == null) {
            return new ArrowField(name, type, type, NO_DICTIONARY);
        }
        ArrowReader.require(encoding.id() != NO_DICTIONARY, "a dictionary has no number");
        @Nullable Int codes = encoding.indexType();
        ArrowType coded = codes == null ? ArrowType.INT32 : whole(codes, name);
        return new ArrowField(name, type, coded, encoding.id());
    }

    private static ArrowType type(Field field, String name) {
        return switch (field.typeType()) {
            case Type.Null -> ArrowType.NULL;
            case Type.Bool -> ArrowType.BOOL;
            case Type.Utf8 -> ArrowType.TEXT;
            case Type.LargeUtf8 -> ArrowType.LARGE_TEXT;
            case Type.Int -> whole((Int) table(field, new Int()), name);
            case Type.FloatingPoint ->
                switch (((FloatingPoint) table(field, new FloatingPoint())).precision()) {
                    case 0 -> ArrowType.FLOAT16;
                    case 1 -> ArrowType.FLOAT32;
                    case 2 -> ArrowType.FLOAT64;
                    default -> throw unknown(name);
                };
            case Type.Date -> ((Date) table(field, new Date())).unit() == 0 ? ArrowType.DAYS : ArrowType.MILLIS;
            case Type.Timestamp -> time((Timestamp) table(field, new Timestamp()), name);
            default -> throw unknown(name);
        };
    }

    private static com.google.flatbuffers.Table table(Field field, com.google.flatbuffers.Table into) {
        com.google.flatbuffers.@Nullable Table type = field.type(into);
        if (type == null) {
            throw ArrowReader.unreadable("a column has no type");
        }
        return type;
    }

    private static ArrowType whole(Int type, String name) {
        return switch (type.bitWidth()) {
            case 8 -> type.isSigned() ? ArrowType.INT8 : ArrowType.UINT8;
            case 16 -> type.isSigned() ? ArrowType.INT16 : ArrowType.UINT16;
            case 32 -> type.isSigned() ? ArrowType.INT32 : ArrowType.UINT32;
            case 64 -> type.isSigned() ? ArrowType.INT64 : ArrowType.UINT64;
            default -> throw unknown(name);
        };
    }

    private static ArrowType time(Timestamp type, String name) {
        if (type.timezoneAsByteBuffer() != null) {
            throw InvalidInput.form("The column '%s' has times with a zone, which models do not take.".formatted(name));
        }
        return switch (type.unit()) {
            case 0 -> ArrowType.SECONDS;
            case 1 -> ArrowType.MILLIS;
            case 2 -> ArrowType.MICROS;
            case 3 -> ArrowType.NANOS;
            default -> throw unknown(name);
        };
    }

    private static InvalidInput unknown(String name) {
        return InvalidInput.form(
                "The column '%s' is of a type that is not read from Arrow here; send it as JSON.".formatted(name));
    }

    static PandasIndex index(Schema schema, ScoringLimits limits) {
        ArrowReader.require(schema.customMetadataLength() <= MOST_METADATA, "its schema has too much metadata");
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            @Nullable KeyValue entry = schema.customMetadata(i);
            @Nullable ByteBuffer key = entry == null ? null : entry.keyAsByteBuffer();
            if (entry != null
                    && key != null
                    && key.remaining() == PandasIndex.KEY.length()
                    && text(key, PandasIndex.KEY.length()).equals(PandasIndex.KEY)) {
                PandasIndex index = PandasIndex.read(text(entry.valueAsByteBuffer(), limits.maxText()), limits);
                if (!index.equals(PandasIndex.NONE)) {
                    return index;
                }
            }
        }
        return PandasIndex.NONE;
    }

    private static String text(@Nullable ByteBuffer bytes, int most) {
        if (bytes == null) {
            return "";
        }
        ArrowReader.require(bytes.remaining() <= most, "a name is too long");
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            throw ArrowReader.unreadable("a name is not UTF-8");
        }
    }
}
