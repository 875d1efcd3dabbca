package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.parquet.Runs;
import dev.cairn.scoring.parquet.ThriftReader;
import dev.cairn.scoring.parquet.ThriftStruct;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The values that a column has in a group of rows: pages, perhaps with a dictionary before them. Used once.
final class ParquetChunk {
    /// What a page counts besides its bytes, so that a file cannot have more of them than it is worth.
    private static final int PAGE = 64;

    private static final int DATA = 0;
    private static final int INDEX = 1;
    private static final int DICTIONARY = 2;
    private static final int DATA_2 = 3;

    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;

    private final ParquetField field;
    private final ParquetCodec codec;
    private final ByteBuffer pages;
    private final RequestBudget budget;
    private final ArrowValues values;
    private @Nullable Column dictionary;

    ParquetChunk(ParquetField field, ParquetCodec codec, ByteBuffer pages, RequestBudget budget) {
        this.field = field;
        this.codec = codec;
        this.pages = pages;
        this.budget = budget;
        this.values = new ArrowValues(budget);
    }

    /// Adds the values of so many rows.
    ///
    /// @param dictionaries what is left for values of dictionaries
    void read(int rows, RequestBudget dictionaries, ColumnBuilder into) {
        int left = rows;
        while (left > 0) {
            int begin = pages.position();
            ThriftStruct header = new ThriftReader(pages).struct();
            int size = header.count(2);
            int packed = header.count(3);
            ParquetReader.require(packed <= pages.remaining(), "it is cut off");
            budget.bytes((long) PAGE + pages.position() - begin + packed + size);
            ByteBuffer content = pages.slice(pages.position(), packed).order(ByteOrder.LITTLE_ENDIAN);
            pages.position(pages.position() + packed);
            switch (header.count(1)) {
                case DATA -> left -= data(header.struct(5), codec.unpacked(content, size), left, into);
                case DATA_2 -> left -= data2(header.struct(8), content, size, left, into);
                case DICTIONARY -> dictionary(header.struct(7), codec.unpacked(content, size), dictionaries);
                case INDEX -> {
                    // tells nothing that is needed
                }
                default -> throw ParquetReader.unreadable("it has a page of another kind");
            }
        }
    }

    private void dictionary(ThriftStruct told, ByteBuffer data, RequestBudget dictionaries) {
        ParquetReader.require(dictionary == null, "a column has two dictionaries");
        int count = told.count(1);
        dictionaries.rows(count);
        dictionaries.values(count);
        ColumnBuilder read = new ColumnBuilder();
        ParquetValues plain = plain(data);
        for (int i = 0; i < count; i++) {
            plain.next(read);
        }
        dictionary = read.build();
    }

    private int data(ThriftStruct told, ByteBuffer page, int left, ColumnBuilder into) {
        int count = count(told, left);
        @Nullable Runs levels = null;
        if (field.isOptional()) {
            ParquetReader.require(told.number(3) == RLE, "missing values are told in a way that is not read here");
            int length = page.getInt();
            levels = new Runs(page.slice(page.position(), length), 1);
            page.position(page.position() + length);
        }
        add(count, levels, values(told.number(2), page), into);
        return count;
    }

    /// Its levels are not packed.
    private int data2(ThriftStruct told, ByteBuffer content, int size, int left, ColumnBuilder into) {
        int count = count(told, left);
        int length = told.count(5);
        ParquetReader.require(
                told.count(6) == 0 && length <= size && length <= content.remaining(),
                "missing values are told in a way that is not read here");
        @Nullable Runs levels = field.isOptional() ? new Runs(content.slice(0, length), 1) : null;
        ByteBuffer rest = content.slice(length, content.remaining() - length);
        ParquetCodec packing = told.truth(7, true) ? codec : ParquetCodec.PLAIN;
        add(count, levels, values(told.number(4), packing.unpacked(rest, size - length)), into);
        return count;
    }

    private static int count(ThriftStruct told, int left) {
        int count = told.count(1);
        ParquetReader.require(count <= left, "a column has more values than there are rows");
        return count;
    }

    private static void add(int count, @Nullable Runs levels, @Nullable ParquetValues values, ColumnBuilder into) {
        for (int i = 0; i < count; i++) {
            if (levels != null && levels.next() == 0) {
                into.addMissing();
            } else if (values == null) {
                throw ParquetReader.unreadable("the values of a page are missing");
            } else {
                values.next(into);
            }
        }
    }

    /// The values of a page, null where there are none.
    private @Nullable ParquetValues values(long encoding, ByteBuffer data) {
        if (!data.hasRemaining()) {
            return null;
        }
        return switch ((int) encoding) {
            case PLAIN -> plain(data);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (dictionary == null) {
                    throw ParquetReader.unreadable("a dictionary is missing");
                }
                yield ParquetValues.Coded.of(data, dictionary, values);
            }
            case RLE -> {
                ParquetReader.require(field.type() == ArrowType.BOOL, "numbers are in runs");
                yield ParquetValues.Truths.of(data);
            }
            default ->
                throw InvalidInput.form(
                        "The column '%s' of the Parquet file is in an encoding that is not read here; write it plain or with a dictionary, as pandas does."
                                .formatted(field.name()));
        };
    }

    private ParquetValues plain(ByteBuffer data) {
        return field.type() == ArrowType.TEXT
                ? new ParquetValues.Texts(field.name(), data, values)
                : new ParquetValues.Plain(field.type(), data);
    }
}
