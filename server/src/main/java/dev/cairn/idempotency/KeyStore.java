package dev.cairn.idempotency;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answers that are kept for keys, in one transaction.
final class KeyStore {
    private static final String ANSWERS = "idempotency_keys";

    private final Transaction tx;
    private final Workspace workspace;

    KeyStore(Transaction tx, Workspace workspace) {
        this.tx = tx;
        this.workspace = workspace;
    }

    /// Takes a key for a request; false if it is taken. Waits for another transaction that is about to take it.
    boolean take(String name, String request, long now) {
        return tx.update("""
                INSERT INTO idempotency_keys (workspace_id, name, request, creation_time) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, workspace.id(), name, request, now) == 1;
    }

    /// How the digest of a request may stand in the table: first as this server writes it.
    List<String> digests(String request) {
        return tx.contents().digests(request);
    }

    void keep(String name, byte[] answer) {
        tx.update(
                "UPDATE idempotency_keys SET answer = ? WHERE workspace_id = ? AND name = ?",
                stored(name, answer),
                workspace.id(),
                name);
    }

    Optional<Kept> find(String name) {
        return tx.find(
                "SELECT request, answer FROM idempotency_keys WHERE workspace_id = ? AND name = ?",
                row -> new Kept(row.getString(1), read(name, Objects.requireNonNull(row.getBytes(2)))),
                workspace.id(),
                name);
    }

    private byte[] stored(String name, byte[] answer) {
        return bytes(tx.contents().stored(text(answer), ANSWERS, workspace.id(), name));
    }

    private byte[] read(String name, byte[] stored) {
        return bytes(tx.contents().read(text(stored), ANSWERS, workspace.id(), name));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(@Nullable String text) {
        return Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8);
    }

    /// Deletes some keys of any workspace that are older than a time, and returns how many.
    static int deleteBefore(Transaction tx, long time, int most) {
        return tx.update("""
                DELETE FROM idempotency_keys WHERE (workspace_id, name) IN
                (SELECT workspace_id, name FROM idempotency_keys WHERE creation_time < ? ORDER BY creation_time LIMIT ?)
                """, time, most);
    }

    /// What a key was used for.
    @SuppressWarnings("ArrayRecordComponent") // on its way to the client, compared by nobody
    record Kept(String request, byte[] answer) {}
}
