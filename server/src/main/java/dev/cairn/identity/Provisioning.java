package dev.cairn.identity;

import dev.cairn.access.Caller;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// What a directory does with accounts of people and programs, in a transaction of its own. Accounts
/// that it adds have no password if it gives none.
public final class Provisioning {
    private final Users users;

    Provisioning(Users users) {
        this.users = users;
    }

    /// By name.
    public List<Profile> all(Transaction tx, PrincipalKind kind) {
        return new ProfileStore(tx).all(kind);
    }

    public Optional<Profile> find(Transaction tx, PrincipalKind kind, long id) {
        return new ProfileStore(tx).find(kind, id);
    }

    /// At most one, as they are when nothing else is asked.
    public List<Profile> named(Transaction tx, PrincipalKind kind, String username) {
        return new ProfileStore(tx).named(kind, username);
    }

    /// By the id that a directory has for them.
    public List<Profile> known(Transaction tx, PrincipalKind kind, String externalId) {
        return new ProfileStore(tx).known(kind, externalId);
    }

    /// A person or a program.
    public Optional<Profile> account(Transaction tx, String username) {
        return named(tx, PrincipalKind.USER, username).stream()
                .findFirst()
                .or(() -> named(tx, PrincipalKind.SERVICE_PRINCIPAL, username).stream()
                        .findFirst());
    }

    /// The hash of a password, which takes its time: before a transaction begins.
    public String hash(String username, String password) {
        return users.hash(username, password);
    }

    /// Adds an account, and returns its id.
    ///
    /// @param passwordHash as [#hash] made it; empty for an account without a password
    public long create(Transaction tx, PrincipalKind kind, Description said, Optional<String> passwordHash) {
        return users.create(tx, kind, said, passwordHash.orElse(Passwords.NOBODYS));
    }

    /// Says something else of an account.
    ///
    /// @param passwordHash as [#hash] made it; empty to leave it as it is
    public void change(Transaction tx, Profile before, Description said, Optional<String> passwordHash) {
        users.change(tx, before, said);
        passwordHash.ifPresent(hash -> users.setPasswordHash(tx, before.user().id(), hash));
    }

    public void delete(Transaction tx, Caller caller, Profile profile) {
        users.delete(tx, caller, profile.said().username());
    }
}
