package dev.cairn.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/// The database inside one transaction: fixed SQL by text, dynamic SQL by jOOQ. Used by one thread.
public final class Transaction {
    /// Fewer than the placeholders that a statement of either database may have.
    private static final int MAX_BINDS = 32_000;

    private final Session session;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final long began = System.nanoTime();
    private Contents contents = Contents.plain();
    private boolean hasChanged;
    private boolean isUntold;

    Transaction(Session session) {
        this.session = session;
    }

    public Dialect dialect() {
        return session.dialect();
    }

    /// How texts that carry what people sent are stored and read.
    public Contents contents() {
        return contents;
    }

    Transaction with(Contents of) {
        contents = of;
        return this;
    }

    /// For statements that are put together at run time.
    public DSLContext sql() {
        return session.sql();
    }

    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... binds) {
        hasChanged |= isChange(sql);
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

    /// The rows of a query that was put together at run time.
    public <T> List<T> query(Select<?> select, Row<T> row) {
        DSLContext sql = session.sql();
        List<Object> binds = sql.extractBindValues(select);
        return binds.size() > MAX_BINDS
                ? query(sql.renderInlined(select), row)
                : query(sql.render(select), row, binds.toArray());
    }

    /// Gives up work of many statements that together take longer than one may.
    public void checkPatience() {
        if (System.nanoTime() - began > Deadline.OF_A_READ.toNanos()) {
            throw Deadline.missed();
        }
    }

    /// The first row, if there is one.
    public <T> Optional<T> find(String sql, Row<T> row, @Nullable Object... binds) {
        hasChanged |= isChange(sql);
        return execute(sql, binds, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(row.read(result)) : Optional.empty();
            }
        });
    }

    /// A query about many rows at once; `IN (:ids)`, behind all other binds, stands for the list.
    public <T> List<T> queryIn(String sql, Row<T> row, long[] ids, @Nullable Object... binds) {
        @Nullable Object[] all = Arrays.copyOf(binds, binds.length + 1);
        all[binds.length] = dialect() == Dialect.SQLITE ? Arrays.toString(ids) : ids;
        return query(many(sql, "BIGINT"), row, all);
    }

    /// The same with texts. On SQLite it is a query a text, so that their order is the list's.
    public <T> List<T> queryIn(String sql, Row<T> row, Collection<String> texts, @Nullable Object... binds) {
        @Nullable Object[] all = Arrays.copyOf(binds, binds.length + 1);
        if (dialect() == Dialect.POSTGRES) {
            all[binds.length] = texts.toArray(String[]::new);
            return query(many(sql, "TEXT"), row, all);
        }
        String one = sql.replace(":ids", "?");
        List<T> found = new ArrayList<>();
        for (String text : texts) {
            all[binds.length] = text;
            found.addAll(query(one, row, all));
        }
        return found;
    }

    /// The clause that keeps other transactions from changing the rows of a table that a query finds. SQLite needs
    /// none: its one writer is alone anyway.
    public String locking(String table) {
        return switch (dialect()) {
            case SQLITE -> "";
            case POSTGRES -> "FOR NO KEY UPDATE OF " + table;
        };
    }

    /// The same for rows that are about to be deleted: nor does any other transaction refer to them.
    public String removing(String table) {
        return switch (dialect()) {
            case SQLITE -> "";
            case POSTGRES -> "FOR UPDATE OF " + table;
        };
    }

    /// The clause that keeps a row of a table as it is, but lets others do the same.
    public String holding(String table) {
        return switch (dialect()) {
            case SQLITE -> "";
            case POSTGRES -> "FOR SHARE OF " + table;
        };
    }

    /// Waits until no other transaction is alone with this, and is so itself until it ends.
    public void alone(String with) {
        if (dialect() == Dialect.POSTGRES) {
            query("SELECT pg_advisory_xact_lock(hashtext(?))", row -> 1, with);
        }
    }

    /// What is thrown to begin the transaction anew, since others changed what it relied on: on PostgreSQL, as SQLite
    /// has one writer.
    public DatabaseException overtaken() {
        return new DatabaseException(new SQLException("others were faster", DatabaseException.SERIALIZATION_FAILURE));
    }

    /// The number of rows that a statement about many rows changed; `IN (:ids)` stands for the list.
    public int updateIn(String sql, long[] ids, @Nullable Object... binds) {
        @Nullable Object[] all = Arrays.copyOf(binds, binds.length + 1);
        all[binds.length] = dialect() == Dialect.SQLITE ? Arrays.toString(ids) : ids;
        return update(many(sql, "BIGINT"), all);
    }

    /// PostgreSQL looks for each element of an array in an index, whatever its plan. A query in the place of the array
    /// may be joined, and with a plan from when tables were empty it compares each row with each number.
    private String many(String sql, String type) {
        return switch (dialect()) {
            case SQLITE -> sql.replace(":ids", "SELECT value FROM json_each(?)");
            case POSTGRES -> sql.replace("IN (:ids)", "= ANY (CAST(? AS " + type + "[]))");
        };
    }

    /// Inserts rows.
    public <C extends @Nullable Object> void insertAll(BulkInsert insert, List<C[]> rows) {
        insert.statements(dialect(), rows).forEach(statement -> update(statement.sql(), statement.binds()));
    }

    /// Inserts rows and reads what each statement's `RETURNING` says.
    public <T, C extends @Nullable Object> List<T> insertAll(BulkInsert insert, List<C[]> rows, Row<T> returned) {
        List<T> all = new ArrayList<>();
        insert.statements(dialect(), rows)
                .forEach(statement -> all.addAll(query(statement.sql(), returned, statement.binds())));
        return all;
    }

    /// The number of rows that a statement changed.
    public int update(String sql, @Nullable Object... binds) {
        int rows = execute(sql, binds, PreparedStatement::executeUpdate);
        hasChanged |= rows > 0;
        return rows;
    }

    /// Whether a statement changes what it returns.
    private static boolean isChange(String sql) {
        return !sql.startsWith("SELECT") && !sql.startsWith("WITH");
    }

    /// Whether it changed anything so far, or at least tried to, of which the audit log tells.
    boolean hasChanged() {
        return hasChanged && !isUntold;
    }

    /// For what the server only notes for itself, such as when somebody asked last: the audit log does not tell of it.
    public void untold() {
        isUntold = true;
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

    /// A part of this transaction: when it throws, nothing of it happened, and the rest may go on.
    <T> T part(Function<Transaction, T> work) {
        int actions = afterCommit.size();
        execute("SAVEPOINT part");
        try {
            T result = work.apply(this);
            execute("RELEASE SAVEPOINT part");
            return result;
        } catch (RuntimeException | Error failure) {
            afterCommit.subList(actions, afterCommit.size()).clear();
            takeBack(failure);
            throw failure;
        }
    }

    private void takeBack(Throwable failure) {
        try {
            execute("ROLLBACK TO SAVEPOINT part");
            execute("RELEASE SAVEPOINT part");
        } catch (DatabaseException alsoLost) {
            failure.addSuppressed(alsoLost);
        }
    }

    private void execute(String statement) {
        try {
            session.execute(statement);
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    private <T> T execute(String sql, @Nullable Object[] binds, Execution<T> execution) {
        try (Session.Statement prepared = session.prepare(sql)) {
            PreparedStatement statement = prepared.jdbc();
            bind(statement, binds);
            return execution.run(statement);
        } catch (SQLException refused) {
            forget(sql, refused);
            throw new DatabaseException(refused);
        }
    }

    private void forget(String sql, SQLException refused) {
        try {
            session.forget(sql);
        } catch (SQLException second) {
            refused.addSuppressed(second);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] binds) throws SQLException {
        for (int i = 0; i < binds.length; i++) {
            statement.setObject(i + 1, binds[i]);
        }
    }

    @FunctionalInterface
    private interface Execution<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
