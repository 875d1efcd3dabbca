package dev.cairn.artifacts.quota;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of quotas and of what is reserved of them, in one transaction.
record QuotaStore(Transaction tx) {
    private static final long DEFAULTS = 0;

    /// Stands for a workspace that no quota bounds.
    private static final long NO_QUOTA = Long.MIN_VALUE;

    private static final Row<Storage> STORAGE = row -> new Storage(
            number(row, "own"),
            number(row, "defaults"),
            number(row, "used"),
            row.getLong("reserved"),
            row.getLong("measured_at"));

    private static final Row<Held> HELD = row -> new Held(
            row.getString("reservation_id"),
            row.getLong("workspace_id"),
            row.getString("path"),
            row.getLong("bytes"),
            number(row, "previous"),
            row.getLong("epoch"));

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /// The workspace whose a path is, if a quota bounds it: the one that the path names, or the default one.
    Optional<Long> bounded(ArtifactPath path) {
        List<String> names = path.segments();
        boolean isNamed =
                names.size() > 1 && names.getFirst().toLowerCase(Locale.ROOT).equals("workspaces");
        return tx.find("""
                SELECT w.id, COALESCE(q.quota, d.quota, -1) AS quota FROM workspaces w
                LEFT JOIN storage_quotas q ON q.workspace_id = w.id
                LEFT JOIN storage_quotas d ON d.workspace_id = 0
                WHERE w.name = ? OR w.id = 1 ORDER BY w.id = 1 LIMIT 1
                """, row -> row.getLong("quota") < 0 ? NO_QUOTA : row.getLong("id"), isNamed ? names.get(1) : "")
                .filter(id -> id != NO_QUOTA);
    }

    /// What is known of a workspace.
    Storage storage(long workspace) {
        return tx.find("""
                SELECT q.quota AS own, d.quota AS defaults, q.used, COALESCE(q.measured_at, 0) AS measured_at,
                  (SELECT COALESCE(SUM(r.bytes), 0) FROM storage_reservations r WHERE r.workspace_id = w.id) AS reserved
                FROM workspaces w
                LEFT JOIN storage_quotas q ON q.workspace_id = w.id
                LEFT JOIN storage_quotas d ON d.workspace_id = 0
                WHERE w.id = ?
                """, STORAGE, workspace).orElseThrow();
    }

    /// The same, which no other transaction changes until this one ends.
    Storage locked(long workspace) {
        if (!lock(workspace)) {
            add(workspace);
            lock(workspace);
        }
        return storage(workspace);
    }

    private boolean lock(long workspace) {
        return tx.find(
                        "SELECT 1 FROM storage_quotas WHERE workspace_id = ? " + tx.locking("storage_quotas"),
                        row -> 1,
                        workspace)
                .isPresent();
    }

    private void add(long workspace) {
        tx.update("INSERT INTO storage_quotas (workspace_id) VALUES (?) ON CONFLICT DO NOTHING", workspace);
    }

    /// Adds all workspaces that have none of their own while there is a default.
    void addAll() {
        tx.update("""
                INSERT INTO storage_quotas (workspace_id) SELECT id FROM workspaces
                WHERE id NOT IN (SELECT workspace_id FROM storage_quotas) ON CONFLICT DO NOTHING
                """);
    }

    boolean lacksSome() {
        return tx.find("""
                SELECT 1 FROM storage_quotas d WHERE d.workspace_id = 0 AND d.quota >= 0
                AND EXISTS (SELECT 1 FROM workspaces WHERE id NOT IN (SELECT workspace_id FROM storage_quotas))
                """, row -> 1).isPresent();
    }

    Optional<Long> defaults() {
        return tx.find(
                        "SELECT quota FROM storage_quotas WHERE workspace_id = 0",
                        row -> Optional.ofNullable(number(row, "quota")))
                .flatMap(quota -> quota);
    }

    void setDefaults(@Nullable Long quota) {
        add(DEFAULTS);
        tx.update("UPDATE storage_quotas SET quota = ? WHERE workspace_id = 0", quota);
        tx.update("UPDATE storage_quotas SET used = NULL, due = 0 WHERE quota IS NULL AND workspace_id <> 0");
    }

    void set(long workspace, @Nullable Long quota) {
        tx.update("UPDATE storage_quotas SET quota = ? WHERE workspace_id = ?", quota, workspace);
    }

    /// Forgets how much is used, so that it is measured.
    void forget(long workspace) {
        tx.update("UPDATE storage_quotas SET used = NULL, due = 0 WHERE workspace_id = ?", workspace);
    }

    void delete(long workspace) {
        tx.update("DELETE FROM storage_reservations WHERE workspace_id = ?", workspace);
        tx.update("DELETE FROM storage_quotas WHERE workspace_id = ?", workspace);
    }

    /// What is reserved under an id.
    Optional<Held> held(String id) {
        return tx.find("SELECT * FROM storage_reservations WHERE reservation_id = ?", HELD, id);
    }

    /// Keeps what is reserved, in place of what was under its id.
    void hold(Held held, long expires) {
        tx.update("""
                INSERT INTO storage_reservations (reservation_id, workspace_id, path, bytes, previous, epoch, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reservation_id) DO UPDATE
                SET bytes = excluded.bytes, previous = excluded.previous, expires = excluded.expires
                """, held.id(), held.workspace(), held.path(), held.bytes(), held.previous(), held.epoch(), expires);
    }

    void expire(String id, long expires) {
        tx.update("UPDATE storage_reservations SET expires = ? WHERE reservation_id = ?", expires, id);
    }

    void release(String id) {
        tx.update("DELETE FROM storage_reservations WHERE reservation_id = ?", id);
    }

    List<Held> expired(long now, int most) {
        return tx.query(
                "SELECT * FROM storage_reservations WHERE expires < ? ORDER BY expires LIMIT ?", HELD, now, most);
    }

    /// Whether nothing else is on its way to a path, to what lies below it or to a folder above it.
    boolean isAlone(Held held) {
        String path = held.path();
        return tx
                .query(
                        "SELECT path FROM storage_reservations WHERE workspace_id = ? AND reservation_id <> ?",
                        row -> row.getString(1),
                        held.workspace(),
                        held.id())
                .stream()
                .noneMatch(other -> (other + "/").startsWith(path + "/") || (path + "/").startsWith(other + "/"));
    }

    /// The number that changes when a measurement begins and ends; empty while there is one.
    Optional<Long> epoch(long workspace) {
        return tx.find(
                "SELECT epoch FROM storage_quotas WHERE workspace_id = ? AND token = ''",
                row -> row.getLong(1),
                workspace);
    }

    /// Counts what came in, less what it took the place of.
    void count(long workspace, long used, long came) {
        tx.update(
                "UPDATE storage_quotas SET used = ?, added = added + ? WHERE workspace_id = ?", used, came, workspace);
    }

    /// Has a workspace measured that is not being measured, though not before a time.
    void measure(long workspace, long when) {
        tx.update(
                "UPDATE storage_quotas SET due = ? WHERE workspace_id = ? AND due > ? AND token = ''",
                when,
                workspace,
                when);
    }

    /// A workspace that is bounded and whose time to be measured has come.
    Optional<Long> due(long now) {
        return tx.find("""
                SELECT q.workspace_id FROM storage_quotas q LEFT JOIN storage_quotas d ON d.workspace_id = 0
                WHERE q.workspace_id <> 0 AND COALESCE(q.quota, d.quota, -1) >= 0 AND q.due <= ?
                ORDER BY q.measured_at, q.workspace_id LIMIT 1
                """, row -> row.getLong(1), now);
    }

    /// Begins to measure; false if another server was faster.
    boolean begin(long workspace, String token, long now, long lease) {
        return tx.update("""
                UPDATE storage_quotas SET token = ?, due = ?, added = 0, epoch = epoch + 1
                WHERE workspace_id = ? AND due <= ?
                """, token, lease, workspace, now) == 1;
    }

    void goOn(long workspace, String token, long lease) {
        tx.update("UPDATE storage_quotas SET due = ? WHERE workspace_id = ? AND token = ?", lease, workspace, token);
    }

    void end(long workspace, String token, long bytes, long now, long due) {
        tx.update("""
                UPDATE storage_quotas SET used = ? + added, token = '', epoch = epoch + 1, measured_at = ?, due = ?
                WHERE workspace_id = ? AND token = ?
                """, bytes, now, due, workspace, token);
    }

    void giveUp(long workspace, String token, long due) {
        tx.update("""
                UPDATE storage_quotas SET token = '', epoch = epoch + 1, due = ? WHERE workspace_id = ? AND token = ?
                """, due, workspace, token);
    }

    Optional<String> name(long workspace) {
        return tx.find("SELECT name FROM workspaces WHERE id = ?", row -> row.getString(1), workspace);
    }

    boolean isWorkspace(String name) {
        return tx.find("SELECT 1 FROM workspaces WHERE name = ?", row -> 1, name)
                .isPresent();
    }

    /// What is reserved.
    ///
    /// @param bytes    for what is on its way in
    /// @param previous the bytes that it takes the place of; null where they are not known
    /// @param epoch    when it was first reserved; -1 while its workspace was being measured
    record Held(
            String id,
            long workspace,
            String path,
            long bytes,
            @Nullable Long previous,
            long epoch) {
        /// The same for so many bytes.
        Held of(long others) {
            return new Held(id, workspace, path, others, previous, epoch);
        }

        /// The same in place of so many bytes.
        Held after(@Nullable Long others) {
            return new Held(id, workspace, path, bytes, others, epoch);
        }
    }
}
