package dev.cairn.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server: a pool of connections, a transaction a write, a few tries where it asks for one.
///
/// A lost connection is a 503. Nothing is tried again then: what was being committed may be stored.
final class PostgresEngine implements Engine {
    private static final int MAX_CONNECTIONS = 24;
    private static final int TRIES = 6;

    /// How much longer each try of a write may wait than the one before it.
    private static final Duration APART = Duration.ofMillis(5);

    /// How long a request waits for a connection, be it that all are taken or that the database is away.
    static final Duration FOR_A_CONNECTION = Duration.ofSeconds(5);

    private static final String BAD_TEXT = "22021";
    private static final String BAD_REGEX = "2201B";
    private static final String CANCELED = "57014";
    private static final String TOO_LARGE = "54000";

    /// What PostgreSQL calls lost connections: those of class 08, and those that it ends because it stops, has crashed
    /// or is not up yet.
    private static final String LOST = "08";

    private static final Set<String> STOPPED = Set.of("57P01", "57P02", "57P03");
    private static final String NOT_STORED = "The database went away; nothing was stored. Try again shortly.";
    private static final String PERHAPS_STORED =
            "The database went away before it confirmed the request, which may or may not be stored. Try again shortly.";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final List<Combiner<?>> combiners = new CopyOnWriteArrayList<>();

    /// @param patience      how long a statement of a read may take
    /// @param forConnection how long a read or a write waits for a connection
    PostgresEngine(DatabaseUrl.Postgres url, Duration patience, Duration forConnection) {
        writers = new HikariDataSource(writerSettings(url, forConnection));
        readers = new HikariDataSource(readerSettings(url, forConnection, patience));
    }

    /// Writers find rows by their keys, so one plan of a statement is as good as another, and making it costs more
    /// than running it. That plan may be made while tables are empty, when it would be to read them whole.
    ///
    /// What is acknowledged is on disk, whatever the database's default is.
    private static HikariConfig writerSettings(DatabaseUrl.Postgres url, Duration forConnection) {
        HikariConfig config = settings(url, forConnection, "cairn-writers");
        config.setConnectionInitSql("""
            SELECT set_config('plan_cache_mode', 'force_generic_plan', false),
              set_config('enable_seqscan', 'off', false),
              set_config('enable_hashjoin', 'off', false),
              set_config('enable_mergejoin', 'off', false),
              set_config('synchronous_commit',
                CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                ELSE current_setting('synchronous_commit') END, false)
            """);
        return config;
    }

    /// All statements of a read see the database as the first one did, as on SQLite. A read takes one core: starting
    /// workers, or compiling a plan, costs a search as much as it brings, and is paid by those beside it. What is
    /// asked for has an index; until the database has counted its rows, it would read tables whole for one page.
    private static HikariConfig readerSettings(DatabaseUrl.Postgres url, Duration forConnection, Duration patience) {
        HikariConfig config = settings(url, forConnection, "cairn-readers");
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        config.setConnectionInitSql("""
            SELECT set_config('jit', 'off', false), set_config('max_parallel_workers_per_gather', '0', false),
              set_config('enable_seqscan', 'off', false), set_config('statement_timeout', '%d', false)
            """.formatted(patience.toMillis()));
        return config;
    }

    private static HikariConfig settings(DatabaseUrl.Postgres url, Duration forConnection, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setAutoCommit(false);
        config.setIsolateInternalQueries(true); // else what the first statement sets is lost with the first rollback
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(forConnection.toMillis());
        config.addDataSourceProperty("ApplicationName", "cairn");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("socketTimeout", "120");
        return config;
    }

    @Override
    public Connections connections() {
        HikariPoolMXBean writing = writers.getHikariPoolMXBean();
        HikariPoolMXBean reading = readers.getHikariPoolMXBean();
        return new Connections(
                writing.getActiveConnections() + reading.getActiveConnections(),
                2 * MAX_CONNECTIONS,
                writing.getThreadsAwaitingConnection() + reading.getThreadsAwaitingConnection());
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
                if (!refused.isTransient()) {
                    throw refused;
                }
                if (attempt == TRIES) {
                    LOG.warn("A write was given up after {} tries: {}", TRIES, refused.getMessage());
                    throw ApiException.busy("Others change the same things. Nothing was stored; try again shortly.");
                }
                goApart(attempt);
            }
        }
    }

    /// Waits by chance, so that those who got in each other's way do not meet again.
    private static void goApart(int attempt) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * APART.toNanos()));
    }

    private static <T> T once(HikariDataSource pool, Function<Transaction, T> work) {
        try (Connection connection = connection(pool)) {
            Transaction transaction = new Transaction(new Session(connection, Dialect.POSTGRES));
            String ifLost = NOT_STORED;
            T result;
            try {
                result = work.apply(transaction);
                ifLost = PERHAPS_STORED;
                connection.commit();
            } catch (RuntimeException | Error | SQLException failure) {
                rollBack(connection, failure);
                tell(failure, ifLost, pool.isReadOnly());
                throw failure;
            }
            transaction.committed();
            return result;
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoLost) {
            failure.addSuppressed(alsoLost);
        }
    }

    /// Throws what a client is told of a failure that is not the server's fault.
    ///
    /// @param ifLost the sentence for a connection that was lost
    /// @param isRead whether it can only have been a read, which may be given up
    private static void tell(Throwable failure, String ifLost, boolean isRead) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                String state = refused.getSQLState();
                if (state.equals(BAD_TEXT)) {
                    // PostgreSQL's texts cannot hold a NUL, which those of JSON and of SQLite can.
                    throw ApiException.invalid("Text may not contain the character U+0000.");
                }
                if (state.equals(BAD_REGEX)) {
                    throw ApiException.invalid("The regular expression is too complex for the database.");
                }
                if (state.equals(TOO_LARGE)) {
                    throw ApiException.invalid("A text is too long for the database's indexes: make names shorter.");
                }
                if (state.equals(CANCELED)) {
                    LOG.warn("A statement was given up, as it took too long: {}", refused.getMessage());
                    throw isRead ? Deadline.missed() : ApiException.busy(ifLost);
                }
                if (state.startsWith(LOST) || STOPPED.contains(state)) {
                    LOG.warn("The database connection was lost: {}", refused.getMessage());
                    throw ApiException.busy(ifLost);
                }
            }
        }
    }

    private static Connection connection(HikariDataSource pool) throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException none) {
            LOG.warn("No database connection: {}", none.getMessage());
            throw ApiException.busy(
                    "The database cannot be reached, or has as much to do as it can. Try again shortly.");
        }
    }

    @Override
    public void close() {
        combiners.forEach(Combiner::close);
        writers.close();
        readers.close();
    }
}
