package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Json;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.RateLimit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The SQL of tables and their files.
record TableStore(Transaction tx) {
    private static final Row<StoredTable> TABLE = row -> {
        StoredSettings settings =
                Json.read(row.getString("settings").getBytes(StandardCharsets.UTF_8), StoredSettings.class);
        return new StoredTable(
                row.getLong("id"),
                Objects.requireNonNullElse(Row.longOrNull(row, "endpoint"), 0L),
                row.getString("folder"),
                settings.table(),
                settings.rateLimits());
    };

    private static final Row<StoredFile> FILE = row -> new StoredFile(
            row.getLong("id"),
            row.getLong("inference_table"),
            row.getString("path"),
            row.getString("day"),
            row.getLong("first_time"),
            row.getLong("last_time"),
            row.getLong("row_count"),
            row.getLong("text_bytes"));

    /// That of an endpoint with which the caller may do what their route is about.
    static Optional<StoredTable> find(Database database, CapturedEndpoints endpoints, Caller caller, String name) {
        return database.read(tx -> new TableStore(tx).find(endpoints.get(tx, caller, name)));
    }

    /// Those of all endpoints that there are.
    List<StoredTable> all() {
        return tx.query("SELECT * FROM inference_tables WHERE endpoint IS NOT NULL ORDER BY id", TABLE);
    }

    /// Those whose endpoints are gone.
    List<StoredTable> orphans(int most) {
        return tx.query("SELECT * FROM inference_tables WHERE endpoint IS NULL ORDER BY id LIMIT ?", TABLE, most);
    }

    Optional<StoredTable> find(long endpoint) {
        return tx.find("SELECT * FROM inference_tables WHERE endpoint = ?", TABLE, endpoint);
    }

    /// @param folder of the table, if it is new
    void set(long endpoint, String folder, InferenceTable table, List<RateLimit> limits) {
        String json = new String(Json.write(new StoredSettings(table, limits)), StandardCharsets.UTF_8);
        tx.update("""
                INSERT INTO inference_tables (endpoint, folder, settings) VALUES (?, ?, ?)
                ON CONFLICT (endpoint) DO UPDATE SET settings = excluded.settings
                """, endpoint, folder, json);
    }

    void delete(StoredTable table) {
        tx.update("DELETE FROM inference_tables WHERE id = ? AND folder = ?", table.id(), table.folder());
    }

    /// Adds a file to a table; false if the table's endpoint is gone.
    boolean add(StoredTable table, StoredFile file) {
        return tx.update(
                        """
                INSERT INTO inference_files
                  (inference_table, path, day, first_time, last_time, row_count, text_bytes)
                SELECT id, ?, ?, ?, ?, ?, ? FROM inference_tables WHERE id = ? AND folder = ? AND endpoint IS NOT NULL
                """,
                        file.path(),
                        file.day(),
                        file.firstTime(),
                        file.lastTime(),
                        file.rows(),
                        file.textBytes(),
                        table.id(),
                        table.folder())
                > 0;
    }

    /// Takes a file out; false if that was done already.
    boolean remove(StoredFile file) {
        return tx.update("DELETE FROM inference_files WHERE id = ? AND path = ?", file.id(), file.path()) > 0;
    }

    /// Whether a file was added, by whatever transaction that was begun before: a connection that was lost may still
    /// have one that commits. It holds its table, which this waits for.
    boolean isNamedForGood(long table, String path) {
        tx.find(
                "SELECT id FROM inference_tables WHERE id = ? " + tx.removing("inference_tables"),
                row -> row.getLong(1),
                table);
        return isNamed(table, path);
    }

    boolean isNamed(long table, String path) {
        return tx.find(
                        "SELECT id FROM inference_files WHERE inference_table = ? AND path = ?",
                        row -> row.getLong(1),
                        table,
                        path)
                .isPresent();
    }

    /// Those with rows of a time, the newest first.
    ///
    /// @param from milliseconds since 1970, as is `to`, which is not part of it
    List<StoredFile> files(long table, long from, long to, int most) {
        return tx.query("""
                SELECT * FROM inference_files WHERE inference_table = ? AND last_time >= ? AND first_time < ?
                ORDER BY last_time DESC, id DESC LIMIT ?
                """, FILE, table, from, to, most);
    }

    /// Those with rows of a time, the oldest first.
    ///
    /// @param from milliseconds since 1970
    List<StoredFile> oldest(long table, long from, int most) {
        return tx.query("""
                SELECT * FROM inference_files WHERE inference_table = ? AND last_time >= ?
                ORDER BY first_time, id LIMIT ?
                """, FILE, table, from, most);
    }

    /// The small ones of the table and day that has the most of them.
    List<StoredFile> small(long table, int least, int most, long rows, long textBytes) {
        Optional<String> day = tx.find("""
                SELECT day FROM inference_files WHERE inference_table = ? AND row_count < ? AND text_bytes < ?
                GROUP BY day HAVING COUNT(*) >= ? ORDER BY day LIMIT 1
                """, row -> row.getString(1), table, rows, textBytes, least);
        return day.isEmpty() ? List.of() : tx.query("""
                SELECT * FROM inference_files
                WHERE inference_table = ? AND day = ? AND row_count < ? AND text_bytes < ?
                ORDER BY first_time, id LIMIT ?
                """, FILE, table, day.get(), rows, textBytes, most);
    }

    /// The days before one of which there are files.
    List<String> daysBefore(long table, String day) {
        return tx.query(
                "SELECT DISTINCT day FROM inference_files WHERE inference_table = ? AND day < ? ORDER BY day",
                row -> row.getString(1),
                table,
                day);
    }

    /// The paths of the files of a day.
    List<String> paths(long table, String day) {
        return tx.query(
                "SELECT path FROM inference_files WHERE inference_table = ? AND day = ?",
                row -> row.getString(1),
                table,
                day);
    }

    void removeDay(long table, String day) {
        tx.update("DELETE FROM inference_files WHERE inference_table = ? AND day = ?", table, day);
    }
}
