package dev.cairn.identity;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.identity.TokenInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of access tokens.
final class TokenStore {
    /// What stands for never, on the wire.
    static final long NEVER = -1;

    private static final Row<TokenInfo> ROW = row -> new TokenInfo(
            row.getString("token_id"),
            row.getLong("creation_time"),
            Objects.requireNonNullElse(Row.longOrNull(row, "expiry_time"), NEVER),
            row.getString("comment"));

    private final Transaction tx;

    TokenStore(Transaction tx) {
        this.tx = tx;
    }

    /// Whose token has a digest, if it is not over.
    Optional<Sender> owner(String digest, long now) {
        return tx.find("""
                SELECT %s FROM access_tokens JOIN users ON users.id = user_id
                WHERE digest = ? AND (expiry_time IS NULL OR expiry_time > ?)
                """.formatted(UserStore.SENDER_COLUMNS), UserStore.SENDER, digest, now);
    }

    long count(long user) {
        return tx.number("SELECT COUNT(*) FROM access_tokens WHERE user_id = ?", user);
    }

    List<TokenInfo> list(long user) {
        return tx.query(
                "SELECT * FROM access_tokens WHERE user_id = ? ORDER BY creation_time DESC, token_id", ROW, user);
    }

    void insert(long user, TokenInfo token, String digest) {
        @Nullable Long expiry = token.expiryTime() == NEVER ? null : token.expiryTime();
        tx.update("""
                INSERT INTO access_tokens (token_id, user_id, digest, comment, creation_time, expiry_time)
                VALUES (?, ?, ?, ?, ?, ?)
                """, token.tokenId(), user, digest, token.comment(), token.creationTime(), expiry);
    }

    /// False if the user has no such token.
    boolean delete(long user, String tokenId) {
        return tx.update("DELETE FROM access_tokens WHERE user_id = ? AND token_id = ?", user, tokenId) == 1;
    }
}
