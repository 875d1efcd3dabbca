package dev.cairn.identity;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.identity.ManagedToken;
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
            row.getString("comment"),
            List.of(row.getString("scope")));

    private static final Row<ManagedToken> MANAGED = row -> {
        TokenInfo token = ROW.read(row);
        return new ManagedToken(
                token.tokenId(),
                token.creationTime(),
                token.expiryTime(),
                token.comment(),
                token.scopes(),
                row.getLong("user_id"),
                row.getString("username"),
                row.getLong("user_id"));
    };

    private static final Row<Sender> OWNER = row -> {
        @Nullable String secret = row.getString("client_secret_id");
        Sender owner = UserStore.SENDER
                .read(row)
                .by(secret == null ? "token=" + row.getString("token_id") : "client_secret=" + secret);
        return TokenScope.find(row.getString("scope")).orElseThrow() == TokenScope.ALL ? owner : owner.justReading();
    };

    /// Of what people made for programs; not what programs got themselves.
    private static final String SELECT_MANAGED = """
            SELECT access_tokens.*, username FROM access_tokens JOIN users ON users.id = user_id
            WHERE client_secret_id IS NULL
            """;

    private static final int MOST_LISTED = 10_000;

    private final Transaction tx;

    TokenStore(Transaction tx) {
        this.tx = tx;
    }

    /// Whose token has a digest, if it is not over.
    Optional<Sender> owner(String digest, long now) {
        return tx.find("""
                SELECT scope, token_id, client_secret_id, %s FROM access_tokens JOIN users ON users.id = user_id
                WHERE digest = ? AND (expiry_time IS NULL OR expiry_time > ?)
                """.formatted(UserStore.SENDER_COLUMNS), OWNER, digest, now);
    }

    long count(long user) {
        return tx.number("SELECT COUNT(*) FROM access_tokens WHERE user_id = ? AND client_secret_id IS NULL", user);
    }

    List<TokenInfo> list(long user) {
        return tx.query("""
                SELECT * FROM access_tokens WHERE user_id = ? AND client_secret_id IS NULL
                ORDER BY creation_time DESC, token_id
                """, ROW, user);
    }

    /// The newest of everybody's.
    List<ManagedToken> all() {
        return tx.query(
                SELECT_MANAGED + " ORDER BY access_tokens.creation_time DESC, token_id LIMIT ?", MANAGED, MOST_LISTED);
    }

    List<ManagedToken> allOf(String usernameKey) {
        return tx.query(
                SELECT_MANAGED + " AND username_key = ? ORDER BY access_tokens.creation_time DESC, token_id LIMIT ?",
                MANAGED,
                usernameKey,
                MOST_LISTED);
    }

    Optional<ManagedToken> find(String tokenId) {
        return tx.find(SELECT_MANAGED + " AND token_id = ?", MANAGED, tokenId);
    }

    /// False if nobody has such a token.
    boolean delete(String tokenId) {
        return tx.update("DELETE FROM access_tokens WHERE token_id = ?", tokenId) == 1;
    }

    void insert(long user, TokenInfo token, String digest) {
        @Nullable Long expiry = token.expiryTime() == NEVER ? null : token.expiryTime();
        tx.update(
                """
                INSERT INTO access_tokens (token_id, user_id, digest, comment, creation_time, expiry_time, scope)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                token.tokenId(),
                user,
                digest,
                token.comment(),
                token.creationTime(),
                expiry,
                token.scopes().getFirst());
    }

    /// A token that a program got itself.
    void insertOfProgram(
            long user, String tokenId, String digest, TokenScope scope, long now, long expiry, String secretId) {
        tx.update("""
                INSERT INTO access_tokens
                  (token_id, user_id, digest, comment, creation_time, expiry_time, scope, client_secret_id)
                VALUES (?, ?, ?, '', ?, ?, ?, ?)
                """, tokenId, user, digest, now, expiry, scope.word(), secretId);
    }

    /// Deletes what programs got themselves and is over, and returns how many.
    int deleteOfProgramsBefore(long time) {
        return tx.update("DELETE FROM access_tokens WHERE client_secret_id IS NOT NULL AND expiry_time <= ?", time);
    }

    /// False if the user has no such token.
    boolean delete(long user, String tokenId) {
        return tx.update("DELETE FROM access_tokens WHERE user_id = ? AND token_id = ?", user, tokenId) == 1;
    }
}
