package dev.cairn.live;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.List;

/// The SQL of the log of changes, of all workspaces: who may see a change is decided when a stream is opened.
///
/// Numbers come from one row that each appending transaction locks until its end, so that they become visible in their
/// order and none is left out.
final class LiveStore {
    private static final Row<Entry> ROW = row -> new Entry(
            row.getLong("id"),
            new Topic(row.getLong("experiment_id"), row.getString("run_id")),
            row.getString("content"));
    private static final BulkInsert INSERT = new BulkInsert(
            "INSERT INTO live_changes (id, experiment_id, run_id, time, content)",
            List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.TEXT, ColumnType.LONG, ColumnType.TEXT),
            "");
    private static final int PRUNED_AT_ONCE = 5_000;

    private final Transaction tx;

    LiveStore(Transaction tx) {
        this.tx = tx;
    }

    /// The number of the newest change, 0 before the first.
    long last() {
        return tx.number("SELECT last FROM live_clock");
    }

    /// The number of the oldest change that is still there, one above the newest if none is.
    long first() {
        return tx.number("SELECT COALESCE((SELECT MIN(id) FROM live_changes), last + 1) FROM live_clock");
    }

    void append(List<Entry> entries, long now) {
        long last = tx.number("UPDATE live_clock SET last = last + ? RETURNING last", entries.size());
        long id = last - entries.size();
        List<Object[]> rows = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            id++;
            rows.add(new Object[] {id, entry.topic().experiment(), entry.topic().run(), now, entry.content()});
        }
        tx.insertAll(INSERT, rows);
    }

    List<Entry> after(long id, int limit) {
        return tx.query("SELECT * FROM live_changes WHERE id > ? ORDER BY id LIMIT ?", ROW, id, limit);
    }

    /// What a client may hear of, behind one number and up to another.
    List<Entry> between(Interest interest, long after, long upTo, int limit) {
        return switch (interest) {
            case Topic topic -> between(topic, after, upTo, limit);
            case Overview overview ->
                tx.query(
                        "SELECT * FROM live_changes WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
                        ROW,
                        after,
                        upTo,
                        limit);
            case Models models -> tx.query("""
                        SELECT * FROM live_changes
                        WHERE experiment_id IN (?, ?) AND id > ? AND id <= ? ORDER BY id LIMIT ?
                        """, ROW, Topic.MODELS, Topic.ALL.experiment(), after, upTo, limit);
        };
    }

    private List<Entry> between(Topic topic, long after, long upTo, int limit) {
        return tx.query(
                """
                SELECT * FROM live_changes
                WHERE experiment_id IN (?, ?) AND id > ? AND id <= ? AND (? = '' OR run_id IN ('', ?))
                ORDER BY id LIMIT ?
                """, ROW, topic.experiment(), Topic.ALL.experiment(), after, upTo, topic.run(), topic.run(), limit);
    }

    /// Forgets all but the newest changes, and the oldest of those if they are too old.
    void prune(long kept, long before) {
        tx.update("DELETE FROM live_changes WHERE id <= (SELECT last FROM live_clock) - ?", kept);
        tx.update("""
                DELETE FROM live_changes WHERE id <= (
                  SELECT COALESCE(MAX(id), 0)
                  FROM (SELECT id, time FROM live_changes ORDER BY id LIMIT ?) oldest WHERE time < ?)
                """, PRUNED_AT_ONCE, before);
    }

    /// Says that a server is up, and may hold changes that are not in the log yet. Servers on different machines may
    /// have different times; what counts is the one of the database that they share.
    ///
    /// @param now this server's time, which is SQLite's too
    /// @return the time of the database
    long beat(String server, long now) {
        long time = switch (tx.dialect()) {
            case SQLITE -> now;
            case POSTGRES -> tx.number("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)");
        };
        tx.update("""
                INSERT INTO live_servers (server, seen) VALUES (?, ?)
                ON CONFLICT (server) DO UPDATE SET seen = excluded.seen
                """, server, time);
        return time;
    }

    /// Says that a server holds nothing any more.
    void leave(String server) {
        tx.update("DELETE FROM live_servers WHERE server = ?", server);
    }

    /// Forgets servers that ended without a word, and whatever changes they held with them.
    ///
    /// @return whether there were any
    boolean buryDead(long silentSince) {
        return tx.update("DELETE FROM live_servers WHERE seen < ?", silentSince) > 0;
    }
}
