package dev.cairn.db;

import java.util.function.Function;

/// How one kind of database runs transactions.
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
    <T> T read(Function<Transaction, T> work);

    <T> T write(Function<Transaction, T> work);

    @Override
    void close();
}
