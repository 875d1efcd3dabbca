package dev.cairn.identity;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// The SQL of secrets with which programs get themselves tokens.
final class ClientSecretStore {
    private static final Row<Stored> ROW = row -> new Stored(
            row.getString("secret_id"),
            row.getLong("user_id"),
            row.getString("digest"),
            row.getLong("creation_time"),
            row.getLong("expiry_time"));

    private final Transaction tx;

    ClientSecretStore(Transaction tx) {
        this.tx = tx;
    }

    /// A secret as it is kept.
    record Stored(String id, long user, String digest, long createdAt, long expiresAt) {}

    /// Whether an account is that of a program.
    boolean isProgram(long id) {
        return tx.number("SELECT COUNT(*) FROM users WHERE id = ? AND kind = 'SERVICE_PRINCIPAL'", id) == 1;
    }

    /// Lets no other transaction lock the account until this one ends.
    void lock(long id) {
        tx.find("SELECT id FROM users WHERE id = ? " + tx.locking("users"), row -> row.getLong(1), id);
    }

    /// The secret of a program that may sign in, if it is not over.
    Optional<Stored> find(String digest, String usernameKey, long now) {
        return tx.find("""
                SELECT client_secrets.* FROM client_secrets JOIN users ON users.id = user_id
                WHERE digest = ? AND username_key = ? AND active = 1 AND expiry_time > ?
                """, ROW, digest, usernameKey, now);
    }

    List<Stored> list(long user) {
        return tx.query(
                "SELECT * FROM client_secrets WHERE user_id = ? ORDER BY creation_time DESC, secret_id", ROW, user);
    }

    void insert(Stored secret) {
        tx.update("""
                INSERT INTO client_secrets (secret_id, user_id, digest, creation_time, expiry_time)
                VALUES (?, ?, ?, ?, ?)
                """, secret.id(), secret.user(), secret.digest(), secret.createdAt(), secret.expiresAt());
    }

    /// With all tokens that were got with it. False if the program has no such secret.
    boolean delete(long user, String secretId) {
        return tx.update("DELETE FROM client_secrets WHERE user_id = ? AND secret_id = ?", user, secretId) == 1;
    }

    /// Makes room by deleting those that are over.
    void deleteBefore(long user, long time) {
        tx.update("DELETE FROM client_secrets WHERE user_id = ? AND expiry_time <= ?", user, time);
    }
}
