package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/// Reads a table in Arrow's stream format. What the stream says of lengths and places is held against the bytes that
/// are there before anything is made of it. Used once.
final class ArrowReader {
    private static final int CONTINUATION = -1;
    private static final int MOST_BATCHES = 100_000;

    /// The first bytes of a file, ARROW1 and two zeros, the first of them the lowest.
    private static final long FILE = 0x0000_3157_4F52_5241L;

    private final ByteBuffer body;
    private final ScoringLimits limits;
    private final RequestBudget budget;
    private final ArrowValues values;
    private final List<ArrowField> fields = new ArrayList<>();
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final Map<Long, Column> dictionaries = new HashMap<>();
    private PandasIndex index = PandasIndex.NONE;
    private boolean begun;
    private int rows;

    ArrowReader(byte[] body, ScoringLimits limits) {
        this.body = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        this.budget = new RequestBudget(limits);
        this.values = new ArrowValues(budget);
    }

    /// The same of a file, which is a stream between a few bytes that tell it and a table of its parts.
    static ArrowReader ofFile(byte[] file, ScoringLimits limits) {
        ArrowReader reader = new ArrowReader(file, limits);
        if (file.length >= Long.BYTES && reader.body.getLong(0) == FILE) {
            reader.body.position(Long.BYTES);
        }
        return reader;
    }

    Frame read() {
        try {
            for (int batches = 0; body.hasRemaining() && message(); batches++) {
                require(batches < MOST_BATCHES, "it has too many batches");
            }
            require(begun, "it has no schema");
            return index.frame(fields.stream().map(ArrowField::name).toList(), columns, rows, ArrowReader::unreadable);
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException _) {
            throw unreadable("it is damaged or cut off");
        }
    }

    /// Reads the next message; false at the end of the stream.
    private boolean message() {
        int length = body.getInt();
        if (length == CONTINUATION) {
            length = body.getInt();
        }
        if (length == 0) {
            return false;
        }
        Message message = Message.getRootAsMessage(slice(length));
        ByteBuffer content = slice(message.bodyLength());
        switch (message.headerType()) {
            case MessageHeader.Schema -> schema((Schema) header(message, new Schema()));
            case MessageHeader.DictionaryBatch ->
                dictionary((DictionaryBatch) header(message, new DictionaryBatch()), content);
            case MessageHeader.RecordBatch -> batch((RecordBatch) header(message, new RecordBatch()), content);
            default -> throw unreadable("it has a message of another kind");
        }
        return true;
    }

    private static com.google.flatbuffers.Table header(Message message, com.google.flatbuffers.Table into) {
        com.google.flatbuffers.@Nullable Table header = message.header(into);
        if (header == null) {
            throw unreadable("a message is empty");
        }
        return header;
    }

    /// The next bytes, on which the reader has moved.
    private ByteBuffer slice(long length) {
        require(length >= 0 && length <= body.remaining(), "it is cut off");
        ByteBuffer slice = body.slice(body.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        body.position(body.position() + (int) length);
        return slice;
    }

    private void schema(Schema schema) {
        require(!begun, "it has two schemas");
        require(schema.endianness() == 0, "its highest bytes are first");
        begun = true;
        budget.columns(schema.fieldsLength());
        index = ArrowField.index(schema, limits);
        for (int i = 0; i < schema.fieldsLength(); i++) {
            fields.add(ArrowField.of(schema.fields(i)));
            columns.add(new ColumnBuilder());
        }
    }

    private void dictionary(DictionaryBatch told, ByteBuffer content) {
        ArrowField field = fields.stream()
                .filter(each -> each.dictionary() == told.id())
                .findFirst()
                .orElseThrow(() -> unreadable("a dictionary is of no column"));
        @Nullable RecordBatch batch = told.data();
        if (batch == null || batch.length() < 0) {
            throw unreadable("a dictionary is empty");
        }
        ArrowBatch buffers = new ArrowBatch(batch, content);
        budget.rows((int) Math.min(Integer.MAX_VALUE, batch.length()));
        budget.values((int) batch.length());
        ColumnBuilder read = new ColumnBuilder();
        @Nullable Column before = told.isDelta() ? dictionaries.get(told.id()) : null;
        for (int i = 0; before != null && i < before.size(); i++) {
            budget.values(1);
            ArrowValues.add(Cells.value(before, i), read);
        }
        values.read(field.type(), field.name(), buffers, (int) batch.length(), read);
        dictionaries.put(told.id(), read.build());
    }

    private void batch(RecordBatch batch, ByteBuffer content) {
        require(begun, "it has no schema");
        budget.rows(Math.clamp(batch.length(), -1, Integer.MAX_VALUE));
        require(batch.length() >= 0, "a batch has a negative length");
        long all = rows + batch.length();
        budget.rows((int) Math.min(Integer.MAX_VALUE, all));
        int count = (int) batch.length();
        ArrowBatch buffers = new ArrowBatch(batch, content);
        for (int i = 0; i < fields.size(); i++) {
            budget.values(count);
            ArrowField field = fields.get(i);
            if (field.dictionary() == ArrowField.NO_DICTIONARY) {
                values.read(field.type(), field.name(), buffers, count, columns.get(i));
            } else {
                coded(field, buffers, count, columns.get(i));
            }
        }
        rows = (int) all;
    }

    private void coded(ArrowField field, ArrowBatch buffers, int count, ColumnBuilder into) {
        ColumnBuilder read = new ColumnBuilder();
        values.read(field.codes(), field.name(), buffers, count, read);
        Column codes = read.build();
        @Nullable Column dictionary = dictionaries.get(field.dictionary());
        for (int i = 0; i < count; i++) {
            @Nullable Object code = Cells.value(codes, i);
            if (code == null) {
                into.addMissing();
            } else if (dictionary == null) {
                throw unreadable("a dictionary is missing");
            } else {
                long at = ((Number) code).longValue();
                require(at >= 0 && at < dictionary.size(), "a value is not in its dictionary");
                values.again(Cells.value(dictionary, (int) at), into);
            }
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw unreadable(otherwise);
        }
    }

    static InvalidInput unreadable(String why) {
        return InvalidInput.form("The input is no table in Arrow's stream format: " + why);
    }
}
