package dev.cairn.identity;

import dev.cairn.db.Transaction;
import dev.cairn.oidc.Person;
import java.util.Optional;

/// The SQL of accounts whose owners another vouches for.
final class ExternalIdentityStore {
    private final Transaction tx;

    ExternalIdentityStore(Transaction tx) {
        this.tx = tx;
    }

    /// The name of the account of somebody whom an issuer knows.
    Optional<String> username(String issuer, String subject) {
        return tx.find("""
                SELECT username FROM external_identities JOIN users ON users.id = user_id
                WHERE issuer = ? AND subject = ?
                """, row -> row.getString(1), issuer, subject);
    }

    /// Whose account it is, with what is asked at each request.
    Optional<Sender> sender(String issuer, String subject) {
        return tx.find("""
                SELECT %s FROM external_identities JOIN users ON users.id = user_id
                WHERE issuer = ? AND subject = ?
                """.formatted(UserStore.SENDER_COLUMNS), UserStore.SENDER, issuer, subject);
    }

    /// False if they have an account.
    boolean insert(String issuer, String subject, long user, long now) {
        return tx.update("""
                INSERT INTO external_identities (issuer, subject, user_id, creation_time)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, issuer, subject, user, now) == 1;
    }

    boolean insert(Person person, long user, long now) {
        return insert(person.issuer(), person.subject(), user, now);
    }

    /// Unties an account from all who vouch for its owner, and returns of how many.
    int deleteOf(long user) {
        return tx.update("DELETE FROM external_identities WHERE user_id = ?", user);
    }
}
