package dev.cairn.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.http.ApiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;

/// A PostgreSQL server: a pool of connections, a transaction a write, a few tries where it asks for one.
final class PostgresEngine implements Engine {
    private static final int MAX_CONNECTIONS = 24;
    private static final int TRIES = 4;
    private static final String BAD_TEXT = "22021";

    private final HikariDataSource pool;

    PostgresEngine(DatabaseUrl.Postgres url) {
        pool = new HikariDataSource(settings(url));
    }

    private static HikariConfig settings(DatabaseUrl.Postgres url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("cairn-postgres");
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

    /// All statements of a read see the database as the first one did, as on SQLite.
    @Override
    public <T> T read(Function<Transaction, T> work) {
        return once(tx -> {
            tx.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return work.apply(tx);
        });
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (DatabaseException refused) {
                if (attempt == TRIES || !refused.isTransient()) {
                    throw refused;
                }
            }
        }
    }

    private <T> T once(Function<Transaction, T> work) {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
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

    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException none) {
            throw ApiException.busy("No database connection became free in time. Try again shortly.");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
