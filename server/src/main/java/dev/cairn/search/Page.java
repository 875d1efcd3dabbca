package dev.cairn.search;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A page of what a search found.
///
/// @param next the token of the page after it, if there is more
public record Page<T>(List<T> rows, @Nullable String next) {

    /// The page of at most `size` rows from an offset on, with the reference's token.
    ///
    /// @param search finds at most so many rows from that offset on; it is asked for one more than is shown
    public static <T> Page<T> of(long offset, int size, IntFunction<List<T>> search) {
        return of(offset, size, search, PageToken::of);
    }

    /// As above, with a token of the search's own.
    ///
    /// @param token the token of an offset
    public static <T> Page<T> of(long offset, int size, IntFunction<List<T>> search, LongFunction<String> token) {
        List<T> found = search.apply(size + 1);
        return found.size() > size
                ? new Page<>(found.subList(0, size), token.apply(offset + size))
                : new Page<>(found, null);
    }
}
