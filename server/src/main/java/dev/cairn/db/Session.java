package dev.cairn.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.jooq.DSLContext;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// One connection with what belongs to it. SQLite's driver prepares a statement anew each time, so its sessions keep
/// theirs; PostgreSQL's driver has a cache of its own.
final class Session implements AutoCloseable {
    private static final int MAX_STATEMENTS = 200;

    /// The longest statement that is kept: bulk inserts have less, long filters that nobody asks for twice have more.
    private static final int MAX_TEXT = 16_384;

    private static final Settings SETTINGS =
            new Settings().withRenderSchema(false).withExecuteLogging(false).withInlineThreshold(32_000);

    private final Connection connection;
    private final Dialect dialect;
    private final DSLContext sql;
    private final LinkedHashMap<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

    private final @Nullable Deadline deadline;

    Session(Connection connection, Dialect dialect) {
        this(connection, dialect, null);
    }

    /// @param deadline starts with each statement
    Session(Connection connection, Dialect dialect, @Nullable Deadline deadline) {
        this.connection = connection;
        this.dialect = dialect;
        this.deadline = deadline;
        this.sql = DSL.using(connection, dialect.jooq(), SETTINGS);
    }

    Dialect dialect() {
        return dialect;
    }

    DSLContext sql() {
        begin();
        return sql;
    }

    Connection connection() {
        return connection;
    }

    void execute(String statement) throws SQLException {
        try (Statement prepared = prepare(statement)) {
            prepared.jdbc().execute();
        }
    }

    private void begin() {
        if (deadline != null) {
            deadline.start();
        }
    }

    boolean missedDeadline() {
        return deadline != null && deadline.hasPassed();
    }

    Statement prepare(String text) throws SQLException {
        begin();
        if (dialect == Dialect.POSTGRES || text.length() > MAX_TEXT) {
            return new Statement(connection.prepareStatement(text), true);
        }
        PreparedStatement known = statements.get(text);
        if (known == null) {
            known = connection.prepareStatement(text);
            statements.put(text, known);
            evict();
        }
        return new Statement(known, false);
    }

    /// Closes a statement that failed: the driver of SQLite would not run it again.
    void forget(String text) throws SQLException {
        PreparedStatement failed = statements.remove(text);
        if (failed != null) {
            failed.close();
        }
    }

    private void evict() throws SQLException {
        if (statements.size() > MAX_STATEMENTS) {
            PreparedStatement eldest = statements.pollFirstEntry().getValue();
            eldest.close();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }

    /// A prepared statement for one execution.
    record Statement(PreparedStatement jdbc, boolean once) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            if (once) {
                jdbc.close();
            }
        }
    }
}
