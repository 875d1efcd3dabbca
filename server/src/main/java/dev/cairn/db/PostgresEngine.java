package dev.cairn.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// A PostgreSQL server: a pool of connections, a transaction a write, a few tries where it asks for one.
final class PostgresEngine implements Engine {
    private static final int MAX_CONNECTIONS = 24;
    private static final int TRIES = 4;
    private static final String BAD_TEXT = "22021";

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final List<Combiner<?>> combiners = new CopyOnWriteArrayList<>();

    PostgresEngine(DatabaseUrl.Postgres url) {
        writers = new HikariDataSource(settings(url, "cairn-writers"));
        readers = new HikariDataSource(readerSettings(url));
    }

    /// All statements of a read see the database as the first one did, as on SQLite.
    private static HikariConfig readerSettings(DatabaseUrl.Postgres url) {
        HikariConfig config = settings(url, "cairn-readers");
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        return config;
    }

    private static HikariConfig settings(DatabaseUrl.Postgres url, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setAutoCommit(false);
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(15_000);
        config.addDataSourceProperty("ApplicationName", "cairn");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("socketTimeout", "120");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return once(readers, work);
    }

    @Override
    public <W> Consumer<W> together(BiConsumer<Transaction, List<W>> work, ToIntFunction<W> rows) {
        Combiner<W> combiner = new Combiner<>(
                group -> this.<Boolean>write(tx -> {
                    work.accept(tx, group);
                    return true;
                }),
                rows);
        combiners.add(combiner);
        return combiner::write;
    }

    /// Whether it is certain that nothing of the transaction that failed so was committed.
    static boolean isRolledBack(Throwable failure) {
        return (failure instanceof ApiException refusal && refusal.code() != ErrorCode.TEMPORARILY_UNAVAILABLE)
                || (failure instanceof DatabaseException refused && (refused.isConstraint() || refused.isTransient()));
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(writers, work);
            } catch (DatabaseException refused) {
                if (attempt == TRIES || !refused.isTransient()) {
                    throw refused;
                }
            }
        }
    }

    private static <T> T once(HikariDataSource pool, Function<Transaction, T> work) {
        try (Connection connection = connection(pool)) {
            Transaction transaction = new Transaction(new Session(connection, Dialect.POSTGRES));
            T result;
            try {
                result = work.apply(transaction);
                connection.commit();
            } catch (RuntimeException | Error | SQLException failure) {
                connection.rollback();
                requireStorable(failure);
                throw failure;
            }
            transaction.committed();
            return result;
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    /// PostgreSQL's texts cannot hold a NUL, which those of JSON and of SQLite can.
    private static void requireStorable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && BAD_TEXT.equals(refused.getSQLState())) {
                throw ApiException.invalid("Text may not contain the character U+0000.");
            }
        }
    }

    private static Connection connection(HikariDataSource pool) throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException none) {
            throw ApiException.busy("No database connection became free in time. Try again shortly.");
        }
    }

    @Override
    public void close() {
        combiners.forEach(Combiner::close);
        writers.close();
        readers.close();
    }
}
