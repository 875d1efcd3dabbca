package dev.cairn.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One PostgreSQL server for all tests of a JVM, which stops with it. It waits for no disk: tests of what a crash
/// leaves behind are not for it.
final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final Connection CONNECTION = connect();

    private TestPostgres() {}

    /// A new database.
    ///
    /// @param options of `CREATE DATABASE`, may be empty
    static DatabaseUrl create(String options) {
        String name = "cairn_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " " + options);
        return DatabaseUrl.parse("postgresql://postgres@localhost:%d/%s".formatted(SERVER.getPort(), name));
    }

    static void endSessions(DatabaseUrl of) {
        execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + name(of) + "'");
    }

    /// Connections tell what they counted when they end, so those that are ending are waited for.
    static long deadlocks(DatabaseUrl of) {
        endSessions(of);
        return Long.parseLong(query("SELECT deadlocks FROM pg_stat_database WHERE datname = '" + name(of) + "'")
                .getFirst());
    }

    /// The names of the databases that somebody has a connection to.
    static List<String> open() {
        return query("SELECT DISTINCT datname FROM pg_stat_activity WHERE datname IS NOT NULL");
    }

    /// Whoever is connected to it.
    static void drop(DatabaseUrl url) {
        execute("DROP DATABASE " + name(url) + " WITH (FORCE)");
    }

    private static synchronized List<String> query(String sql) {
        try (Statement statement = CONNECTION.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    static String name(DatabaseUrl of) {
        return ((DatabaseUrl.Postgres) of).jdbcUrl().replaceFirst(".*/", "");
    }

    private static synchronized void execute(String sql) {
        try (Statement statement = CONNECTION.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return OwnPostgres.settings()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Connection connect() {
        try {
            return SERVER.getPostgresDatabase().getConnection();
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }
}
