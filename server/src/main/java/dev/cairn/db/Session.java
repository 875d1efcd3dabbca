package dev.cairn.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.jooq.DSLContext;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/// One connection with what belongs to it. SQLite's driver prepares a statement anew each time, so its sessions keep
/// theirs; PostgreSQL's driver has a cache of its own.
final class Session implements AutoCloseable {
    private static final int MAX_STATEMENTS = 200;
    private static final Settings SETTINGS =
            new Settings().withRenderSchema(false).withExecuteLogging(false).withInlineThreshold(32_000);

    private final Connection connection;
    private final Dialect dialect;
    private final DSLContext sql;
    private final LinkedHashMap<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        this.sql = DSL.using(connection, dialect.jooq(), SETTINGS);
    }

    Dialect dialect() {
        return dialect;
    }

    DSLContext sql() {
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

    Statement prepare(String text) throws SQLException {
        if (dialect == Dialect.POSTGRES) {
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
