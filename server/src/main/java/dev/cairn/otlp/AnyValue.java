package dev.cairn.otlp;

import java.util.List;
import java.util.Map;

/// The value of an attribute. Safe for use by any number of threads.
public sealed interface AnyValue {

    /// A text.
    record Text(String value) implements AnyValue {}

    /// True or false.
    record Bool(boolean value) implements AnyValue {}

    /// A whole number.
    record Int(long value) implements AnyValue {}

    /// A number with a fraction, or one that is no number.
    record Real(double value) implements AnyValue {}

    /// Bytes.
    @SuppressWarnings("ArrayRecordComponent") // on their way to the database, compared by nobody
    record Bytes(byte[] value) implements AnyValue {}

    /// A list.
    record Listed(List<AnyValue> values) implements AnyValue {}

    /// Values by key, in the order given.
    record Mapped(Map<String, AnyValue> values) implements AnyValue {}

    /// No value.
    enum Unset implements AnyValue {
        UNSET
    }
}
