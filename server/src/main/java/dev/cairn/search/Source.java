package dev.cairn.search;

import dev.cairn.http.ApiException;

/// A text to parse, and what it is called when it cannot be.
record Source(String subject, String text) {
    private static final int SHOWN = 60;

    /// The error of the character at an offset; a client is told a column, which counts from 1.
    ApiException fault(int offset, String message) {
        return ApiException.invalid("%s at column %d: %s".formatted(subject, offset + 1, message));
    }

    /// A text that a client sent, short enough to be said back to it.
    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
