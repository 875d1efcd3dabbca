package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.parquet.Runs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The values of a page, one after the other. Used by one thread.
sealed interface ParquetValues {
    void next(ColumnBuilder into);

    /// Values as they are, of one width, or of a bit each.
    final class Plain implements ParquetValues {
        private final ArrowType type;
        private final ByteBuffer data;
        private int index;

        Plain(ArrowType type, ByteBuffer data) {
            this.type = type;
            this.data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void next(ColumnBuilder into) {
            ArrowValues.value(type, data, index++, into);
        }
    }

    /// Texts, each behind its length.
    record Texts(String name, ByteBuffer data, ArrowValues values) implements ParquetValues {
        @Override
        public void next(ColumnBuilder into) {
            int length = data.getInt();
            ByteBuffer text = data.slice(data.position(), length);
            data.position(data.position() + length);
            into.addObject(values.text(name, text));
        }
    }

    /// Places in a dictionary.
    record Coded(Runs codes, Column dictionary, ArrowValues values) implements ParquetValues {
        static Coded of(ByteBuffer data, Column dictionary, ArrowValues values) {
            int width = data.get() & 0xff;
            return new Coded(new Runs(data, width), dictionary, values);
        }

        @Override
        public void next(ColumnBuilder into) {
            int at = codes.next();
            ParquetReader.require(at >= 0 && at < dictionary.size(), "a value is not in its dictionary");
            values.again(Cells.value(dictionary, at), into);
        }
    }

    /// Truths in runs.
    record Truths(Runs runs) implements ParquetValues {
        static Truths of(ByteBuffer data) {
            int length = data.getInt();
            return new Truths(new Runs(data.slice(data.position(), length).order(ByteOrder.LITTLE_ENDIAN), 1));
        }

        @Override
        public void next(ColumnBuilder into) {
            into.addObject(runs.next() == 1);
        }
    }
}
