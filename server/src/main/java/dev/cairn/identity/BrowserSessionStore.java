package dev.cairn.identity;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.identity.BrowserSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of browsers that are signed in.
final class BrowserSessionStore {
    private static final Row<BrowserSession> ROW = row -> new BrowserSession(
            row.getString("session_id"),
            row.getLong("creation_time"),
            row.getLong("expiry_time"),
            row.getString("browser"),
            row.getString("address"));

    private static final Row<Sender> SENDER =
            row -> UserStore.SENDER.read(row).by("session=" + row.getString("session_id"));

    private final Transaction tx;

    BrowserSessionStore(Transaction tx) {
        this.tx = tx;
    }

    /// Who is signed in with a digest, if the session is not over.
    Optional<Sender> user(String digest, long now) {
        return tx.find("""
                SELECT session_id, %s FROM browser_sessions JOIN users ON users.id = user_id
                WHERE digest = ? AND expiry_time > ?
                """.formatted(UserStore.SENDER_COLUMNS), SENDER, digest, now);
    }

    /// The id of a session that is not over.
    Optional<String> id(String digest, long now) {
        return tx.find(
                "SELECT session_id FROM browser_sessions WHERE digest = ? AND expiry_time > ?",
                row -> row.getString(1),
                digest,
                now);
    }

    List<BrowserSession> list(long user, long now) {
        return tx.query("""
                SELECT * FROM browser_sessions WHERE user_id = ? AND expiry_time > ?
                ORDER BY creation_time DESC, session_id
                """, ROW, user, now);
    }

    /// By whose word a browser came in, if by anybody's.
    Optional<String> issuer(String digest) {
        return tx.find(
                "SELECT issuer FROM browser_sessions WHERE digest = ? AND issuer IS NOT NULL",
                row -> row.getString(1),
                digest);
    }

    void insert(long user, BrowserSession session, String digest, @Nullable String issuer) {
        tx.update(
                """
                INSERT INTO browser_sessions
                  (session_id, user_id, digest, browser, address, creation_time, expiry_time, issuer)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                session.sessionId(),
                user,
                digest,
                session.browser(),
                session.address(),
                session.createdAt(),
                session.expiresAt(),
                issuer);
    }

    /// False if the user has no such session.
    boolean delete(long user, String sessionId) {
        return tx.update("DELETE FROM browser_sessions WHERE user_id = ? AND session_id = ?", user, sessionId) == 1;
    }

    void deleteByDigest(String digest) {
        tx.update("DELETE FROM browser_sessions WHERE digest = ?", digest);
    }

    void deleteAll(long user) {
        tx.update("DELETE FROM browser_sessions WHERE user_id = ?", user);
    }

    /// Keeps the newest sessions of a user.
    void deleteAllBut(long user, int newest) {
        tx.update("""
                DELETE FROM browser_sessions WHERE user_id = ? AND session_id NOT IN
                (SELECT session_id FROM browser_sessions WHERE user_id = ?
                 ORDER BY creation_time DESC, session_id LIMIT ?)
                """, user, user, newest);
    }

    /// Deletes what is over, and returns how many.
    int deleteBefore(long time) {
        return tx.update("DELETE FROM browser_sessions WHERE expiry_time <= ?", time);
    }
}
