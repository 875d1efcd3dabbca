package dev.cairn.db;

import dev.cairn.access.Act;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The database: blocks of work in transactions. Safe for use by any number of threads.
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final Trail trail;
    private final Contents contents;

    /// The transaction that [#writeWhole] runs on this thread.
    private final ScopedValue<Transaction> whole;

    private Database(Engine engine, ScopedValue<Transaction> whole, Trail trail, Contents contents) {
        this.engine = engine;
        this.whole = whole;
        this.trail = trail;
        this.contents = contents;
    }

    /// Opens the database, creating the file of an embedded one, and upgrades its schema.
    public static Database open(DatabaseUrl url) {
        return open(url, Deadline.OF_A_READ);
    }

    /// @param patience how long a statement of a read may take
    static Database open(DatabaseUrl url, Duration patience) {
        int applied = Migrations.of(url).migrate();
        org.slf4j.LoggerFactory.getLogger(Database.class).info("database={} migrations_applied={}", url, applied);
        return openCurrent(url, patience);
    }

    /// Opens a database that is known to have this server's schema.
    static Database openCurrent(DatabaseUrl url, Duration patience) {
        return openCurrent(url, patience, PostgresEngine.FOR_A_CONNECTION);
    }

    /// @param forConnection how long a read or a write waits for one of PostgreSQL's connections
    static Database openCurrent(DatabaseUrl url, Duration patience, Duration forConnection) {
        try {
            return new Database(
                    switch (url) {
                        case DatabaseUrl.Sqlite sqlite -> new SqliteEngine(sqlite.file(), patience);
                        case DatabaseUrl.Postgres postgres -> new PostgresEngine(postgres, patience, forConnection);
                    },
                    ScopedValue.newInstance(),
                    Trail.NONE,
                    Contents.plain());
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        }
    }

    /// The same database, of which what is done is kept.
    public Database keeping(Trail of) {
        return new Database(engine, ScopedValue.newInstance(), of, contents);
    }

    /// The same database, in which contents are stored so; whole ones of either are those of the other.
    public Database storing(Contents of) {
        return new Database(engine, whole, trail, of);
    }

    /// Work that changes nothing. A statement in it that takes too long is given up, with a 400.
    public <T> T read(Function<Transaction, T> work) {
        return whole.isBound()
                ? work.apply(whole.get().with(contents))
                : engine.read(tx -> work.apply(tx.with(contents)));
    }

    /// Work in one transaction. When this returns, the work is durable; when it throws, nothing of it happened. The
    /// work may run more than once, so it must have no effect outside the transaction.
    public <T> T write(Function<Transaction, T> work) {
        return whole.isBound()
                ? whole.get().with(contents).part(work)
                : engine.write(told(tx -> work.apply(tx.with(contents))));
    }

    /// Work in one transaction of which every read and write that it makes here becomes a part, whole ones
    /// included. A part that throws leaves nothing, and the rest may go on. It must not wait: on SQLite all
    /// other writers wait for it.
    public <T> T writeWhole(Function<Transaction, T> work) {
        return write(tx -> ScopedValue.where(whole, tx).call(() -> work.apply(tx)));
    }

    /// Writes of one kind that may share a transaction with others of it: what the result takes is durable when it
    /// returns, and nothing of it happened when it throws. Made once for a kind.
    ///
    /// @param work stores some writes; it may refuse all because of one, and is then given each of them alone
    /// @param rows about how many rows a write has
    public <W> Consumer<W> together(BiConsumer<Transaction, List<W>> work, ToIntFunction<W> rows) {
        Consumer<Told<W>> together = engine.together(
                (tx, writes) -> {
                    work.accept(
                            tx.with(contents), writes.stream().map(Told::write).toList());
                    keep(
                            tx,
                            writes.stream()
                                    .map(Told::act)
                                    .filter(Objects::nonNull)
                                    .toList());
                },
                told -> rows.applyAsInt(told.write));
        return write -> {
            if (whole.isBound()) {
                whole.get().with(contents).<Boolean>part(tx -> {
                    work.accept(tx, List.of(write));
                    return true;
                });
            } else {
                together.accept(new Told<>(write, act().orElse(null)));
            }
        };
    }

    /// The work as that of whoever this thread works for, which is kept at its end if it changed anything.
    private <T> Function<Transaction, T> told(Function<Transaction, T> work) {
        return act().<Function<Transaction, T>>map(act -> tx -> act.call(() -> {
                    T result = work.apply(tx);
                    keep(tx, List.of(act));
                    return result;
                }))
                .orElse(work);
    }

    private void keep(Transaction tx, List<Act> acts) {
        if (!acts.isEmpty() && tx.hasChanged()) {
            trail.keep(tx, acts);
        }
    }

    /// What this thread does, if that is still to be kept.
    private Optional<Act> act() {
        return Act.current().filter(trail::needs);
    }

    /// A write with what it is a part of, null for nothing that is to be kept.
    private record Told<W>(W write, @Nullable Act act) {}

    /// How busy the database's connections are.
    public Connections connections() {
        return engine.connections();
    }

    @Override
    public void close() {
        engine.close();
    }
}
