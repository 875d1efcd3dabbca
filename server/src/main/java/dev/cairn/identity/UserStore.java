package dev.cairn.identity;

import dev.cairn.access.Caller;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.RightsVersion;
import dev.cairn.protocol.identity.User;
import java.util.List;
import java.util.Optional;

/// The SQL of accounts. They are of the whole server, not of a workspace.
final class UserStore {
    /// An account without what must stay here; also of a row that has more columns than these.
    static final Row<User> USER =
            row -> new User(row.getLong("id"), row.getString("username"), row.getInt("is_admin") != 0);

    /// The columns that [#SENDER] reads.
    static final String SENDER_COLUMNS = "users.*, " + RightsVersion.COLUMN;

    static final Row<Sender> SENDER =
            row -> new Sender(USER.read(row), row.getInt("active") != 0, false, "", row.getLong(RightsVersion.NAME));

    private static final Row<Account> ACCOUNT = row ->
            new Account(SENDER.read(row), PrincipalKind.valueOf(row.getString("kind")), row.getString("password_hash"));

    private static final String SELECT_ACCOUNT =
            "SELECT " + SENDER_COLUMNS + " FROM users WHERE username_key = ? AND kind <> 'GROUP' ";

    private final Transaction tx;

    UserStore(Transaction tx) {
        this.tx = tx;
    }

    Optional<Account> find(String username) {
        return tx.find(SELECT_ACCOUNT, ACCOUNT, Caller.key(username));
    }

    /// An account that no other transaction changes until this one ends.
    Optional<Account> locked(String username) {
        return tx.find(SELECT_ACCOUNT + tx.locking("users"), ACCOUNT, Caller.key(username));
    }

    /// The active administrators, none of whom another transaction changes until this one ends.
    List<User> lockedAdmins() {
        return tx.query(
                "SELECT * FROM users WHERE is_admin = 1 AND active = 1 ORDER BY id " + tx.locking("users"), USER);
    }

    boolean hasAdmin() {
        return tx.number("SELECT COUNT(*) FROM users WHERE is_admin = 1") > 0;
    }

    /// The people.
    List<User> list() {
        return tx.query("SELECT * FROM users WHERE kind = 'USER' ORDER BY username_key", USER);
    }

    /// False if somebody has the name.
    boolean insert(PrincipalKind kind, String username, String passwordHash, boolean isAdmin, long now) {
        return tx.update("""
            INSERT INTO users (kind, username, username_key, password_hash, is_admin, creation_time)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """, kind.name(), username, kind.key(username), passwordHash, isAdmin ? 1 : 0, now) == 1;
    }

    void setPassword(long id, String passwordHash) {
        tx.update("UPDATE users SET password_hash = ? WHERE id = ?", passwordHash, id);
    }

    void setActive(long id, boolean isActive) {
        tx.update("UPDATE users SET active = ? WHERE id = ?", isActive ? 1 : 0, id);
    }

    void setAdmin(long id, boolean isAdmin) {
        tx.update("UPDATE users SET is_admin = ? WHERE id = ?", isAdmin ? 1 : 0, id);
    }

    /// Deletes an account with the saved views that are its own; those that it shared become nobody's, as another may
    /// have its name one day.
    void delete(long id) {
        String owned = "owner = (SELECT username FROM users WHERE id = ?)";
        tx.update("DELETE FROM saved_views WHERE is_shared = 0 AND " + owned, id);
        tx.update("UPDATE saved_views SET owner = '' WHERE " + owned, id);
        tx.update("DELETE FROM users WHERE id = ?", id);
    }
}
