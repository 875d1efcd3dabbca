package dev.cairn.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;

/// A database of another program, which is read and never written. On PostgreSQL all reads see one moment; on SQLite
/// each query does, since a longer one would keep the file's owner from writing. For one thread at a time.
public final class ReadOnlyDatabase implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;
    private final Dialect dialect;

    private ReadOnlyDatabase(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /// Opens a database that is there.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static ReadOnlyDatabase open(DatabaseUrl url) {
        try {
            return switch (url) {
                case DatabaseUrl.Sqlite(Path file) -> new ReadOnlyDatabase(sqlite(file), Dialect.SQLITE);
                case DatabaseUrl.Postgres postgres -> new ReadOnlyDatabase(postgres(postgres), Dialect.POSTGRES);
            };
        } catch (SQLException refused) {
            throw new IllegalArgumentException(
                    "Cannot read the database %s: %s".formatted(url, refused.getMessage()), refused);
        }
    }

    private static Connection sqlite(Path file) throws SQLException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no SQLite file '%s'.".formatted(file));
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(30_000);
        Properties settings = config.toProperties();
        Connection connection = new org.sqlite.JDBC().connect("jdbc:sqlite:" + file.toAbsolutePath(), settings);
        try (Statement statement = connection.createStatement()) {
            // What a hostile schema could run, it runs without functions that have effects.
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA query_only = ON");
            statement.execute("PRAGMA cache_size = -65536");
            statement.execute("PRAGMA mmap_size = 4294967296");
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
        return connection;
    }

    private static Connection postgres(DatabaseUrl.Postgres url) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... binds) {
        List<T> rows = new ArrayList<>();
        each(sql, result -> rows.add(row.read(result)), binds);
        return rows;
    }

    /// A query whose rows are worth no list.
    public void each(String sql, EachRow each, @Nullable Object... binds) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    each.read(result);
                }
            }
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    /// A query about some texts, which `(:ids)`, behind all other binds, stands for.
    public <T> List<T> queryIn(String sql, Row<T> row, Collection<String> texts, @Nullable Object... binds) {
        if (texts.isEmpty()) {
            return List.of();
        }
        @Nullable Object[] all = Arrays.copyOf(binds, binds.length + texts.size());
        int i = binds.length;
        for (String text : texts) {
            all[i++] = text;
        }
        return query(sql.replace(":ids", "?" + ", ?".repeat(texts.size() - 1)), row, all);
    }

    public <T> Optional<T> find(String sql, Row<T> row, @Nullable Object... binds) {
        return query(sql, row, binds).stream().findFirst();
    }

    /// The names of the columns of a table, none if there is no such table.
    public Set<String> columns(String table) {
        Set<String> columns = new HashSet<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getColumns(null, dialect == Dialect.POSTGRES ? connection.getSchema() : null, table, null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
        return columns;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    /// Does something with each row of a result.
    @FunctionalInterface
    public interface EachRow {
        void read(ResultSet row) throws SQLException;
    }
}
