package dev.cairn.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// All rows of a search, whose pages are fetched one after the other when they are needed.
final class Pages<T> implements Iterator<T> {
    private final Source<T> source;
    private final Deque<T> rows = new ArrayDeque<>();
    private @Nullable String next;
    private boolean begun;

    private Pages(Source<T> source) {
        this.source = source;
    }

    static <T> Stream<T> stream(Source<T> source) {
        int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Pages<>(source), ordered), false);
    }

    /// The same of answers that hold rows and a token.
    static <A, T> Stream<T> stream(
            Source.Answers<A> answers, Function<A, @Nullable List<T>> rows, Function<A, @Nullable String> next) {
        return stream(token -> {
            A answer = answers.after(token);
            List<T> some = rows.apply(answer);
            return new Page<>(some == null ? List.of() : some, next.apply(answer));
        });
    }

    @Override
    public boolean hasNext() {
        while (rows.isEmpty() && (!begun || next != null)) {
            Page<T> page = source.after(next);
            begun = true;
            rows.addAll(page.rows());
            next = page.next() == null || page.next().isEmpty() ? null : page.next();
        }
        return !rows.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.remove();
    }

    /// Some rows.
    ///
    /// @param next the token of the page behind it; unset or empty for the last
    record Page<T>(List<T> rows, @Nullable String next) {}

    /// Fetches a page; the first one without a token.
    @FunctionalInterface
    interface Source<T> {
        Page<T> after(@Nullable String token);

        /// Fetches the answer that holds a page.
        @FunctionalInterface
        interface Answers<A> {
            A after(@Nullable String token);
        }
    }
}
