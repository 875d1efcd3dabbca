package dev.cairn.secrets;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.secrets.AclPermission;

/// Asks, wherever something of a scope is read or changed, whether the caller may. A scope that they may not read is
/// answered as if it were not there.
record Gate(Transaction tx, Caller caller) {
    /// A scope with which they may do this much.
    Scope find(String name, AclPermission needed) {
        Act.isAbout("secret_scope", name);
        Scope scope = new ScopeStore(tx, caller).find(name).orElseThrow(() -> missing(name));
        if (!scope.mine().includes(needed)) {
            throw ApiException.denied("This takes the permission %s on the secret scope '%s': ask who manages it."
                    .formatted(needed, name));
        }
        return scope;
    }

    /// The same, which is as it is until the transaction ends.
    Scope locked(String name, AclPermission needed) {
        Scope scope = find(name, needed);
        if (!new ScopeStore(tx, caller).lock(scope.id())) {
            throw missing(name);
        }
        return scope;
    }

    private static ApiException missing(String name) {
        return ApiException.missing("Scope %s does not exist!".formatted(name));
    }
}
