package dev.cairn.db;

import dev.cairn.http.ApiException;
import dev.cairn.search.RegexFunction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteDataSource;

/// One file in WAL mode: one writer that commits in groups, and some readers that never wait for it.
final class SqliteEngine implements Engine {
    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final long PATIENCE_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
    private static final List<String> SETTINGS = List.of(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA case_sensitive_like = ON",
            "PRAGMA busy_timeout = 10000",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA mmap_size = 1073741824",
            "PRAGMA wal_autocheckpoint = 4000");

    private final GroupWriter writer;
    private final Session writerSession;
    private final List<Session> allReaders = new ArrayList<>();
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);

    /// @param patience how long a statement of a read may take
    SqliteEngine(Path file, Duration patience) throws SQLException {
        SQLiteDataSource source = dataSource(file);
        writerSession = open(source, "PRAGMA cache_size = -65536", null);
        for (int i = 0; i < READERS; i++) {
            Session reader = open(source, "PRAGMA query_only = ON", new Deadline(patience));
            allReaders.add(reader);
            readers.add(reader);
        }
        writer = new GroupWriter(writerSession);
    }

    static SQLiteDataSource dataSource(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Session open(SQLiteDataSource source, String own, @Nullable Deadline deadline) throws SQLException {
        Session session = new Session(source.getConnection(), Dialect.SQLITE, deadline);
        try (java.sql.Statement statement = session.connection().createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            statement.execute(own);
        }
        Function.create(session.connection(), "REGEXP", new Regexp(deadline));
        if (deadline != null) {
            ProgressHandler.setHandler(session.connection(), Deadline.STEPS, deadline);
        }
        return session;
    }

    @Override
    public <T> T write(java.util.function.Function<Transaction, T> work) {
        return writer.write(work);
    }

    /// The one writer groups them with all other writes.
    @Override
    public <W> Consumer<W> together(BiConsumer<Transaction, List<W>> work, ToIntFunction<W> rows) {
        return write -> this.<Boolean>write(tx -> {
            work.accept(tx, List.of(write));
            return true;
        });
    }

    @Override
    public <T> T read(java.util.function.Function<Transaction, T> work) {
        Session session = takeReader();
        try {
            session.execute("BEGIN");
            T result = work.apply(new Transaction(session));
            session.execute("COMMIT");
            return result;
        } catch (SQLException refused) {
            rollBack(session, refused);
            throw new DatabaseException(refused);
        } catch (RuntimeException | Error failure) {
            boolean late = session.missedDeadline();
            rollBack(session, failure);
            if (late) {
                LOG.warn("A read was given up, as it took too long: {}", failure.getMessage());
                throw Deadline.missed();
            }
            throw failure;
        } finally {
            readers.add(session);
        }
    }

    private static void rollBack(Session session, Throwable failure) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private Session takeReader() {
        try {
            Session session = readers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (session == null) {
                throw ApiException.busy("All database readers are busy. Try again shortly.");
            }
            return session;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    /// The writer counts as at work while something waits for it.
    @Override
    public Connections connections() {
        int waiting = writer.waiting();
        return new Connections(READERS - readers.size() + (waiting > 0 ? 1 : 0), READERS + 1, waiting);
    }

    @Override
    public void close() {
        writer.close();
        try {
            for (Session reader : allReaders) {
                reader.close();
            }
            writerSession.close();
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    /// SQLite's `x REGEXP y`, which calls `regexp(y, x)`.
    private static final class Regexp extends Function {
        private static final RegexFunction REGEX = new RegexFunction();

        private final @Nullable Deadline deadline;

        Regexp(@Nullable Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(1);
            if (text == null) {
                result();
            } else {
                CharSequence watched = deadline == null ? text : new WatchedText(text, deadline);
                result(REGEX.find(value_text(0), watched) ? 1 : 0);
            }
        }
    }
}
