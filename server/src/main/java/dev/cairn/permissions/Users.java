package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;

/// The rows of people.
final class Users {
    private Users() {}

    static long id(Transaction tx, String username) {
        return new RoleStore(tx)
                .user(Caller.key(username))
                .orElseThrow(() -> ApiException.missing("User with username=%s not found".formatted(username)));
    }
}
