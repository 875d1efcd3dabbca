package dev.cairn.db;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/// The databases that the store's contract holds for: real ones, an SQLite file and a PostgreSQL server.
public enum TestDatabase {
    SQLITE {
        @Override
        public DatabaseUrl empty() {
            return new DatabaseUrl.Sqlite(Folder.PATH.resolve("cairn-" + Folder.FILES.incrementAndGet() + ".db"));
        }

        @Override
        public DatabaseUrl current() {
            return copy(((DatabaseUrl.Sqlite) empty()).file());
        }

        @Override
        public void endSessions(DatabaseUrl of) {
            // a process that is over has none
        }

        @Override
        public long deadlocks(DatabaseUrl of) {
            return 0; // its only writer waits for nobody
        }
    },
    POSTGRES {
        @Override
        public DatabaseUrl empty() {
            return TestPostgres.create("");
        }

        @Override
        public DatabaseUrl current() {
            return PostgresPool.take();
        }

        @Override
        public void endSessions(DatabaseUrl of) {
            TestPostgres.endSessions(of);
        }

        @Override
        public long deadlocks(DatabaseUrl of) {
            return TestPostgres.deadlocks(of);
        }
    };

    static {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    /// A place of its own where nothing is yet.
    public abstract DatabaseUrl empty();

    /// A place of its own with the current schema and nothing else: a copy of one that the migrations made. It is the
    /// test's, or the class's whose tests are about to run, until that is over.
    public abstract DatabaseUrl current();

    /// An embedded database with the current schema, in a file that is not there yet.
    public static DatabaseUrl copy(Path file) {
        try {
            OwnerOnly.foldersOf(file);
            OwnerOnly.newFile(file);
            Files.write(file, MigratedSqlite.CONTENT);
            return new DatabaseUrl.Sqlite(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Ends what a process that is over has left open in a database, and waits for it.
    public abstract void endSessions(DatabaseUrl of);

    /// How many transactions of a database that was closed were ended because they waited for each other.
    public abstract long deadlocks(DatabaseUrl of);

    /// A database of its own with the current schema.
    public Database fresh() {
        return Database.openCurrent(current(), Deadline.OF_A_READ);
    }

    /// An empty PostgreSQL database that orders texts as English dictionaries do, if nothing else is said.
    public static DatabaseUrl english() {
        return TestPostgres.create("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
    }

    /// The one database of this kind that tests share which keep to a workspace of their own.
    public Database shared() {
        return switch (this) {
            case SQLITE -> SharedSqlite.DATABASE;
            case POSTGRES -> SharedPostgres.DATABASE;
        };
    }

    private static final class SharedSqlite {
        private static final Database DATABASE = SQLITE.fresh();
    }

    private static final class SharedPostgres {
        private static final Database DATABASE = Database.openCurrent(MigratedPostgres.copy(), Deadline.OF_A_READ);
    }

    private static final class MigratedSqlite {
        private static final byte[] CONTENT = content();

        private static byte[] content() {
            DatabaseUrl.Sqlite migrated = (DatabaseUrl.Sqlite) SQLITE.empty();
            Database.open(migrated).close();
            try {
                return Files.readAllBytes(migrated.file());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static final class Folder {
        private static final AtomicInteger FILES = new AtomicInteger();
        private static final Path PATH = create();

        private static Path create() {
            try {
                Path folder = Files.createTempDirectory("cairn-test");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return folder;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
