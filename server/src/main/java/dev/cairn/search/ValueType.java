package dev.cairn.search;

/// Which values a field can be compared with.
public enum ValueType {
    TEXT,
    NUMBER,
    /// The literal decides: a quoted string compares as text, a number as a number.
    ANY
}
