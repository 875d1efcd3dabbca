package dev.cairn.search;

/// The right side of a comparison.
public sealed interface Value {

    record Text(String text) implements Value {}

    /// An integer, also when it was written as `1e3` or `1000.0`.
    record Whole(long number) implements Value {}

    /// Any other number; infinite when it was written larger than a double can hold.
    record Real(double number) implements Value {}
}
