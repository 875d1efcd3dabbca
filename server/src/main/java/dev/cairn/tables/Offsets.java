package dev.cairn.tables;

import dev.cairn.http.ApiException;
import org.jspecify.annotations.Nullable;

/// How many rows of a table come before a window.
final class Offsets {
    private Offsets() {}

    static long of(@Nullable Long asked) {
        if (asked == null) {
            return 0;
        }
        if (asked < 0) {
            throw ApiException.invalid(
                    "Invalid value %d for parameter 'offset' supplied. It must not be negative.".formatted(asked));
        }
        return asked;
    }
}
