package dev.cairn.scoring;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run of values of one type: a column of a frame, or the values of a tensor in row-major order. Immutable: whoever
/// makes one gives its buffer away. A missing number is NaN, any other missing value is null.
public sealed interface Column {
    int size();

    /// The name of the type in messages, which is NumPy's.
    String typeName();

    record Longs(LongBuffer values) implements Column {
        @Override
        public int size() {
            return values.limit();
        }

        @Override
        public String typeName() {
            return "int64";
        }
    }

    record Doubles(DoubleBuffer values) implements Column {
        @Override
        public int size() {
            return values.limit();
        }

        @Override
        public String typeName() {
            return "float64";
        }
    }

    record Booleans(List<Boolean> values) implements Column {
        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String typeName() {
            return "bool";
        }
    }

    record Texts(List<@Nullable String> values) implements Column {
        public Texts {
            values = Collections.unmodifiableList(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String typeName() {
            return "str";
        }
    }

    /// Values of several types: `Long`, `Double`, `Boolean`, `String`, `byte[]`, `LocalDateTime`, a `Tensor` or a
    /// `List`
    /// of such values (which is no tensor, for its rows differ), or a `Map` of them.
    record Mixed(List<@Nullable Object> values) implements Column {
        public Mixed {
            values = Collections.unmodifiableList(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String typeName() {
            return "object";
        }
    }
}
