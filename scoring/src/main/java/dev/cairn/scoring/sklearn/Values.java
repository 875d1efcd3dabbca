package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.text.PythonNumbers;
import dev.cairn.scoring.text.PythonText;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a column.
public sealed interface Values {
    int size();

    /// One value as a category: a `Double` (of booleans too), a `String`, or null for one that is missing.
    @Nullable
    Object key(int row);

    /// One value as a number; `RefusedRowsException` where it is none.
    double number(int row);

    /// Numbers, NaN where one is missing.
    final class Numeric implements Values {
        private final double[] values;

        public Numeric(double[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object key(int row) {
            return Values.keyOf(values[row]);
        }

        @Override
        public double number(int row) {
            return values[row];
        }
    }

    /// `Long`, `Double`, `Boolean`, `String`, or null where one is missing.
    record Objects(List<@Nullable Object> values) implements Values {
        public Objects {
            values = Collections.unmodifiableList(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public @Nullable Object key(int row) {
            return keyOf(values.get(row));
        }

        @Override
        public double number(int row) {
            return switch (values.get(row)) {
                case null -> Double.NaN;
                case String text -> parsed(text);
                case Boolean truth -> truth ? 1 : 0;
                case Number number -> number.doubleValue();
                case Object other -> throw new RefusedRowsException("could not convert to a number: " + other);
            };
        }

        private static double parsed(String text) {
            try {
                return PythonNumbers.parseFloat(text);
            } catch (NumberFormatException _) {
                String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
                throw new RefusedRowsException("could not convert string to float: " + PythonText.quoted(shown));
            }
        }

        private static final int MAX_SHOWN = 100;
    }

    /// A value of a model that is compared with those of requests, which are doubles: one that is rounded would be
    /// equal to others beside it.
    static @Nullable Object requireExact(@Nullable Object value) {
        if (value instanceof Long whole && (whole >= FIRST_ROUNDED || whole <= -FIRST_ROUNDED)) {
            throw new OnlyPythonException("has a whole number of more than 53 bits as a category");
        }
        return value;
    }

    /// Beside it, and from there on, whole numbers are no doubles.
    long FIRST_ROUNDED = 1L << 53;

    /// What is equal in Python is equal: `True`, 1 and 1.0; and what is missing, however that is said.
    static @Nullable Object keyOf(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long whole -> (double) whole;
            case Boolean truth -> truth ? 1.0 : 0.0;
            case Double number when number.isNaN() -> null;
            case Double number -> number == 0 ? 0.0 : number; // -0.0 is 0.0
            default -> value;
        };
    }
}
