package dev.cairn.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.scoring.parquet.Runs;
import dev.cairn.scoring.parquet.ThriftReader;
import dev.cairn.scoring.parquet.ThriftStruct;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads a file of [ParquetWriter], a column at a time. Files of others are refused unless they are made alike.
public final class ParquetReader {
    private static final String NO_FILE = "this is no Parquet file that is read here";
    private static final int TAIL = Integer.BYTES + 4;

    private final ByteBuffer file;
    private final int rows;
    private final Map<String, Chunk> chunks = new HashMap<>();

    private record Chunk(ParquetType type, boolean isOptional, int offset) {}

    /// Reads how a file is made.
    ///
    /// @throws IllegalArgumentException for what is no such file
    public ParquetReader(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int end = bytes.length - TAIL;
            requireThat(end > 0 && Arrays.equals(bytes, bytes.length - 4, bytes.length, ParquetWriter.MAGIC, 0, 4));
            ThriftStruct footer = new ThriftReader(file.slice(end - file.getInt(end), file.getInt(end))).struct();
            rows = footer.count(3);
            List<ThriftStruct> groups = footer.structs(4);
            requireThat(groups.size() == 1);
            List<ThriftStruct> columns = groups.getFirst().structs(1);
            List<ThriftStruct> schema = footer.structs(2);
            for (int i = 0; i < columns.size(); i++) {
                ThriftStruct element = schema.get(i + 1);
                ThriftStruct told = columns.get(i).struct(3);
                requireThat(told.number(4) == ParquetWriter.GZIP);
                chunks.put(
                        element.text(4, bytes.length),
                        new Chunk(ParquetType.of(element.number(1)), element.number(3) == 1, told.count(9)));
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException(NO_FILE, e);
        }
    }

    public int rows() {
        return rows;
    }

    /// The values of a column, null for those that are missing; nulls alone of one that the file does not have.
    ///
    /// @throws IllegalArgumentException for a column that is damaged
    public List<@Nullable Object> column(String name) {
        @Nullable Chunk chunk = chunks.get(name);
        if (chunk == null) {
            return Collections.nCopies(rows, null);
        }
        try {
            return values(chunk);
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | NegativeArraySizeException
                | UncheckedIOException e) {
            throw new IllegalArgumentException("the column %s is damaged".formatted(name), e);
        }
    }

    private List<@Nullable Object> values(Chunk chunk) {
        List<@Nullable Object> values = new ArrayList<>();
        ByteBuffer page = page(chunk);
        @Nullable Runs levels = chunk.isOptional() ? levels(page) : null;
        for (int i = 0; i < rows; i++) {
            boolean isThere = levels == null || levels.next() == 1;
            values.add(isThere ? value(chunk.type(), page) : null);
        }
        return values;
    }

    private ByteBuffer page(Chunk chunk) {
        ByteBuffer at = file.slice(chunk.offset(), file.capacity() - chunk.offset());
        ThriftStruct header = new ThriftReader(at).struct();
        int plain = header.count(2);
        int size = header.count(3);
        requireThat(size <= at.remaining());
        byte[] packed = new byte[size];
        at.get(packed);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] page = gzip.readNBytes(plain);
            requireThat(page.length == plain);
            return ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static Runs levels(ByteBuffer page) {
        ByteBuffer levels = page.slice(page.position() + Integer.BYTES, page.getInt(page.position()));
        page.position(page.position() + Integer.BYTES + levels.capacity());
        return new Runs(levels, 1);
    }

    private static Object value(ParquetType type, ByteBuffer page) {
        return switch (type) {
            case INT32 -> page.getInt();
            case INT64 -> page.getLong();
            case DOUBLE -> page.getDouble();
            case TEXT -> {
                int size = page.getInt();
                requireThat(size <= page.remaining());
                byte[] text = new byte[size];
                page.get(text);
                yield new String(text, UTF_8);
            }
        };
    }

    private static void requireThat(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(NO_FILE);
        }
    }
}
