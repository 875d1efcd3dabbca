package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.access.Grant;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.List;

/// The SQL of what somebody may do.
record RightsStore(Transaction tx) {
    private static final String OF_USER = Membership.of("id") + """
            SELECT p.resource_type, p.resource_pattern, p.permission
            FROM mine JOIN role_users m ON m.user_id = mine.id JOIN roles r ON r.id = m.role_id
              JOIN role_permissions p ON p.role_id = r.id
            WHERE r.workspace_id = ?
            """;

    /// What all roles of a user and of their groups give together in a workspace.
    Rights of(long user, long workspace) {
        return Rights.of(grants(user, workspace));
    }

    /// What an account may do in a workspace; nothing where it is disabled or gone.
    Rights ofName(String username, long workspace) {
        record Account(long id, boolean isAdmin) {}
        return tx.find(
                        "SELECT id, is_admin FROM users WHERE username_key = ? AND active = 1",
                        row -> new Account(row.getLong("id"), row.getBoolean("is_admin")),
                        Caller.key(username))
                .map(account -> account.isAdmin ? Rights.ALL : of(account.id, workspace))
                .orElse(Rights.NONE);
    }

    /// All that the roles of a user and of their groups give in a workspace, but on what this server does not have.
    List<Grant> grants(long user, long workspace) {
        List<Grant> grants = new ArrayList<>();
        tx.query(
                OF_USER,
                row -> {
                    Resource kind = GrantedType.of(row.getString(1)).resource();
                    return kind != null
                            && grants.add(new Grant(kind, row.getString(2), GrantedLevel.of(row.getString(3))));
                },
                user,
                workspace);
        return grants;
    }
}
