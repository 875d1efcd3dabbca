package dev.cairn.registry;

import dev.cairn.http.ApiException;
import org.jspecify.annotations.Nullable;

/// How many results a page of a search may have, and has where the request does not say.
record PageSize(int byDefault, int most) {

    int of(@Nullable Long asked) {
        if (asked == null) {
            return byDefault;
        }
        if (asked < 1) {
            throw ApiException.invalid(
                    "Invalid value for max_results. It must be a positive integer, but got %d".formatted(asked));
        }
        if (asked > most) {
            throw ApiException.invalid(
                    "Invalid value for request parameter max_results. It must be at most %d, but got value %d"
                            .formatted(most, asked));
        }
        return asked.intValue();
    }
}
