package dev.cairn.search;

/// Which values a field can be compared with.
public enum ValueType {
    TEXT,
    NUMBER,
    /// A text too long to be compared with as a whole: patterns alone.
    PATTERN,
    /// A text that is named exactly: `=` alone.
    EXACT,
    /// The literal decides: a quoted string compares as text, a number as a number.
    ANY;

    /// Whether a field may be one of a list of texts.
    boolean isListed() {
        return this == TEXT || this == ANY;
    }
}
