package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.parquet.ThriftReader;
import dev.cairn.scoring.parquet.ThriftStruct;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/// Reads a table of flat columns from a Parquet file. What the file says of lengths and places is
/// held against the bytes that are there, and against what a request may cost, before anything is
/// made of it. Used once.
final class ParquetReader {
    private static final int MAGIC = 0x31524150; // PAR1, its first byte the lowest
    private static final int SEALED = 0x45524150; // PARE
    private static final int TAIL = 2 * Integer.BYTES;
    private static final int LONGEST_KEY = 1_000_000;

    private final ByteBuffer file;
    private final ScoringLimits limits;
    private final RequestBudget budget;
    private final RequestBudget dictionaries;
    private final List<ParquetField> fields = new ArrayList<>();
    private final List<ColumnBuilder> columns = new ArrayList<>();

    ParquetReader(byte[] body, ScoringLimits limits) {
        this.file = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        this.budget = new RequestBudget(limits);
        this.dictionaries = new RequestBudget(limits);
    }

    Frame read() {
        try {
            ThriftStruct footer = footer();
            schema(footer.structs(2));
            PandasIndex index = index(footer);
            long rows = 0;
            for (ThriftStruct group : footer.structs(4)) {
                rows += group.count(3);
                budget.rows((int) Math.min(Integer.MAX_VALUE, rows));
                group(group, index);
            }
            require(rows == footer.number(3), "it has another number of rows than it says");
            return index.frame(
                    fields.stream().map(ParquetField::name).toList(), columns, (int) rows, ParquetReader::unreadable);
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException _) {
            throw unreadable("it is damaged or cut off");
        }
    }

    private ThriftStruct footer() {
        int end = file.capacity() - TAIL;
        require(end >= Integer.BYTES, "it is cut off");
        int magic = file.getInt(end + Integer.BYTES);
        if (magic == SEALED) {
            throw sealed();
        }
        require(magic == MAGIC && file.getInt(0) == MAGIC, "its first and last letters are not PAR1");
        int size = file.getInt(end);
        require(size >= 0 && size <= end - Integer.BYTES, "it is cut off");
        ThriftStruct footer = new ThriftReader(file.slice(end - size, size)).struct();
        if (footer.has(8)) {
            throw sealed();
        }
        return footer;
    }

    private void schema(List<ThriftStruct> elements) {
        require(!elements.isEmpty(), "it has no schema");
        int count = elements.getFirst().has(5) ? elements.getFirst().count(5) : 0;
        budget.columns(count);
        for (ThriftStruct element : elements.subList(1, elements.size())) {
            fields.add(ParquetField.of(element));
            columns.add(new ColumnBuilder());
        }
        require(fields.size() == count, "a column is missing");
    }

    private PandasIndex index(ThriftStruct footer) {
        if (footer.has(5)) {
            for (ThriftStruct entry : footer.structs(5)) {
                if (entry.text(1, LONGEST_KEY).equals(PandasIndex.KEY) && entry.has(2)) {
                    return PandasIndex.read(entry.text(2, limits.maxText()), limits);
                }
            }
        }
        return PandasIndex.NONE;
    }

    private void group(ThriftStruct group, PandasIndex index) {
        List<ThriftStruct> chunks = group.structs(1);
        require(chunks.size() == fields.size(), "a column is missing");
        int rows = group.count(3);
        for (int i = 0; i < chunks.size(); i++) {
            ParquetField field = fields.get(i);
            if (!index.has(field.name())) {
                budget.values(rows);
                chunk(field, chunks.get(i)).read(rows, dictionaries, columns.get(i));
            }
        }
    }

    private ParquetChunk chunk(ParquetField field, ThriftStruct chunk) {
        if (chunk.has(8) || chunk.has(9)) {
            throw sealed();
        }
        require(!chunk.has(1), "its values are in another file");
        ThriftStruct told = chunk.struct(3);
        require(told.count(1) == field.physical(), "a column is of two types");
        ParquetCodec codec = ParquetCodec.of(told.number(4), field.name());
        long first = told.number(9);
        long dictionary = told.number(11, 0);
        int begin = Math.toIntExact(dictionary > 0 ? Math.min(first, dictionary) : first);
        ByteBuffer pages = file.slice(begin, file.capacity() - begin).order(ByteOrder.LITTLE_ENDIAN);
        return new ParquetChunk(field, codec, pages, budget);
    }

    private static InvalidInput sealed() {
        return InvalidInput.form("The Parquet file is encrypted, which is not read here; write it without encryption.");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw unreadable(otherwise);
        }
    }

    static InvalidInput unreadable(String why) {
        return InvalidInput.form("The input is no Parquet file that is read here: " + why);
    }
}
