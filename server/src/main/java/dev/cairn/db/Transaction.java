package dev.cairn.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The database inside one transaction: fixed SQL by text, dynamic SQL by jOOQ. Used by one thread.
public final class Transaction {
    private final Session session;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Session session) {
        this.session = session;
    }

    public Dialect dialect() {
        return session.dialect();
    }

    /// For statements that are put together at run time.
    public DSLContext sql() {
        return session.sql();
    }

    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... binds) {
        return execute(sql, binds, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        });
    }

    /// The first row, if there is one.
    public <T> Optional<T> find(String sql, Row<T> row, @Nullable Object... binds) {
        return execute(sql, binds, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(row.read(result)) : Optional.empty();
            }
        });
    }

    /// A query about many rows at once; `(:ids)` in it stands for the list.
    public <T> List<T> queryIn(String sql, Row<T> row, long[] ids) {
        return switch (dialect()) {
            case SQLITE -> query(sql.replace(":ids", "SELECT value FROM json_each(?)"), row, Arrays.toString(ids));
            case POSTGRES -> query(sql.replace(":ids", "SELECT unnest(CAST(? AS BIGINT[]))"), row, (Object) ids);
        };
    }

    /// The number of rows that a statement changed.
    public int update(String sql, @Nullable Object... binds) {
        return execute(sql, binds, PreparedStatement::executeUpdate);
    }

    /// The one number of a statement such as `INSERT … RETURNING id`.
    public long number(String sql, @Nullable Object... binds) {
        return find(sql, row -> row.getLong(1), binds).orElseThrow();
    }

    /// Runs once the transaction is durable, before its caller hears of it.
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private <T> T execute(String sql, @Nullable Object[] binds, Execution<T> execution) {
        try (Session.Statement prepared = session.prepare(sql)) {
            PreparedStatement statement = prepared.jdbc();
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            return execution.run(statement);
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    @FunctionalInterface
    private interface Execution<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
