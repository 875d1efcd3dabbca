package dev.cairn.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.scoring.parquet.ThriftType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes rows as a Parquet file: one group of rows, a page a column, plain values, packed with gzip. Any reader of
/// Parquet reads that.
public final class ParquetWriter {
    static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final int FORMAT = 1;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;
    private static final int STRING = 1;
    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int GZIP = 2;

    private final List<ParquetColumn> columns;

    private record Chunk(ParquetColumn column, long offset, int plain, int packed) {}

    public ParquetWriter(List<ParquetColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /// The file with these rows.
    ///
    /// @param rows of a value for each column, null for a missing one
    public byte[] write(List<? extends List<? extends @Nullable Object>> rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(MAGIC);
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int place = i;
            chunks.add(chunk(
                    file,
                    columns.get(i),
                    rows.stream().<@Nullable Object>map(row -> row.get(place)).toList()));
        }
        byte[] footer = footer(chunks, rows.size());
        file.writeBytes(footer);
        file.writeBytes(little(Integer.BYTES).putInt(footer.length).array());
        file.writeBytes(MAGIC);
        return file.toByteArray();
    }

    private static Chunk chunk(
            ByteArrayOutputStream file, ParquetColumn column, List<? extends @Nullable Object> values) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        if (column.isOptional()) {
            byte[] levels = levels(values);
            page.writeBytes(little(Integer.BYTES).putInt(levels.length).array());
            page.writeBytes(levels);
        }
        for (Object value : values) {
            if (value != null) {
                page.writeBytes(plain(column.type(), value));
            } else if (!column.isOptional()) {
                throw new IllegalArgumentException("the column %s misses a value".formatted(column.name()));
            }
        }
        byte[] packed = packed(page);
        byte[] header = new ThriftWriter()
                .element()
                .int32(1, 0)
                .int32(2, page.size())
                .int32(3, packed.length)
                .struct(5)
                .int32(1, values.size())
                .int32(2, PLAIN)
                .int32(3, RLE)
                .int32(4, RLE)
                .end()
                .end()
                .bytes();
        Chunk chunk = new Chunk(column, file.size(), header.length + page.size(), header.length + packed.length);
        file.writeBytes(header);
        file.writeBytes(packed);
        return chunk;
    }

    /// Which values there are: a bit each, eight to a byte, in one run.
    private static byte[] levels(List<? extends @Nullable Object> values) {
        int bytes = Math.ceilDiv(values.size(), Byte.SIZE);
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        int header = (bytes << 1) | 1;
        while (header >= 0x80) {
            levels.write((header & 0x7f) | 0x80);
            header >>>= 7;
        }
        levels.write(header);
        byte[] bits = new byte[bytes];
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                bits[i / Byte.SIZE] |= (byte) (1 << (i % Byte.SIZE));
            }
        }
        levels.writeBytes(bits);
        return levels.toByteArray();
    }

    private static byte[] plain(ParquetType type, Object value) {
        return switch (type) {
            case INT32 -> little(Integer.BYTES).putInt((Integer) value).array();
            case INT64 -> little(Long.BYTES).putLong((Long) value).array();
            case DOUBLE -> little(Double.BYTES).putDouble((Double) value).array();
            case TEXT -> {
                byte[] text = ((String) value).getBytes(UTF_8);
                yield little(Integer.BYTES + text.length)
                        .putInt(text.length)
                        .put(text)
                        .array();
            }
        };
    }

    private static byte[] packed(ByteArrayOutputStream page) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            page.writeTo(gzip);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return packed.toByteArray();
    }

    private byte[] footer(List<Chunk> chunks, int rows) {
        ThriftWriter footer = new ThriftWriter().element().int32(1, FORMAT);
        footer.list(2, ThriftType.STRUCT, columns.size() + 1)
                .element()
                .text(4, "schema")
                .int32(5, columns.size())
                .end();
        columns.forEach(column -> describe(footer, column));
        footer.int64(3, rows).list(4, ThriftType.STRUCT, 1).element();
        footer.list(1, ThriftType.STRUCT, chunks.size());
        chunks.forEach(chunk -> describe(footer, chunk, rows));
        footer.int64(2, chunks.stream().mapToLong(Chunk::plain).sum()).int64(3, rows);
        return footer.end().text(6, "cairn").end().bytes();
    }

    private static void describe(ThriftWriter footer, ParquetColumn column) {
        footer.element()
                .int32(1, column.type().code)
                .int32(3, column.isOptional() ? OPTIONAL : 0)
                .text(4, column.name());
        if (column.type() == ParquetType.TEXT) {
            footer.int32(6, UTF8).struct(10).struct(STRING).end().end();
        }
        footer.end();
    }

    private static void describe(ThriftWriter footer, Chunk chunk, int rows) {
        footer.element().int64(2, chunk.offset()).struct(3);
        footer.int32(1, chunk.column().type().code)
                .list(2, ThriftType.INT32, 2)
                .number(PLAIN)
                .number(RLE)
                .list(3, ThriftType.BINARY, 1)
                .text(chunk.column().name())
                .int32(4, GZIP)
                .int64(5, rows)
                .int64(6, chunk.plain())
                .int64(7, chunk.packed())
                .int64(9, chunk.offset());
        footer.end().end();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
