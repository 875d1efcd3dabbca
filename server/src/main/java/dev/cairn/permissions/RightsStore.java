package dev.cairn.permissions;

import dev.cairn.access.Grant;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.db.Transaction;
import java.util.ArrayList;
import java.util.List;

/// The SQL of what somebody may do.
record RightsStore(Transaction tx) {
    /// What all roles of a user give together in a workspace.
    Rights of(long user, long workspace) {
        return Rights.of(grants(user, workspace));
    }

    /// All that the roles of a user give in a workspace, but on what this server does not have.
    List<Grant> grants(long user, long workspace) {
        List<Grant> grants = new ArrayList<>();
        tx.query(
                """
                SELECT p.resource_type, p.resource_pattern, p.permission
                FROM role_users m JOIN roles r ON r.id = m.role_id JOIN role_permissions p ON p.role_id = r.id
                WHERE m.user_id = ? AND r.workspace_id = ?
                """,
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
