package dev.cairn.permissions;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;

/// The roles that are one user's own, which hold what is granted to them alone.
final class OwnRoles {
    /// What no other role's name begins with.
    static final String PREFIX = "__user_";

    private OwnRoles() {}

    static String name(long user) {
        return PREFIX + user + "__";
    }

    /// The role of a user in a workspace, which is made at need. It gives nothing by itself.
    static long of(Transaction tx, long user, Workspace workspace) {
        RoleStore store = new RoleStore(tx);
        String name = name(user);
        long role = store.insert(workspace.id(), name, null, user)
                .or(() -> store.find(workspace.id(), name).map(StoredRole::id))
                .orElseThrow(tx::overtaken);
        store.assign(role, user);
        return role;
    }
}
