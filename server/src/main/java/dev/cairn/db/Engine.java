package dev.cairn.db;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// How one kind of database runs transactions.
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
    <T> T read(Function<Transaction, T> work);

    <T> T write(Function<Transaction, T> work);

    <W> Consumer<W> together(BiConsumer<Transaction, List<W>> work, ToIntFunction<W> rows);

    Connections connections();

    @Override
    void close();
}
