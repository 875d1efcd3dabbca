package dev.cairn.secrets;

import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.secrets.AclItem;
import dev.cairn.protocol.secrets.AclPermission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of who may do what with one scope.
record AclStore(Transaction tx, String scope) {
    /// What everybody may do who uses the workspace.
    Optional<AclPermission> ofUsers() {
        return tx
                .query(
                        "SELECT users_permission FROM secret_scopes WHERE scope_id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        scope)
                .stream()
                .flatMap(Optional::stream)
                .map(AclPermission::valueOf)
                .findFirst();
    }

    void putOfUsers(@Nullable AclPermission permission) {
        tx.update(
                "UPDATE secret_scopes SET users_permission = ? WHERE scope_id = ?",
                permission == null ? null : permission.name(),
                scope);
    }

    /// By name, with people, programs and groups.
    List<AclItem> list() {
        return tx.query("""
            SELECT u.username, a.permission FROM secret_acls a JOIN users u ON u.id = a.principal
            WHERE a.scope_id = ? ORDER BY u.username_key
            """, row -> new AclItem(row.getString(1), AclPermission.valueOf(row.getString(2))), scope);
    }

    Optional<AclPermission> find(long principal) {
        return tx.find(
                "SELECT permission FROM secret_acls WHERE scope_id = ? AND principal = ?",
                row -> AclPermission.valueOf(row.getString(1)),
                scope,
                principal);
    }

    void put(long principal, AclPermission permission) {
        tx.update("""
            INSERT INTO secret_acls (scope_id, principal, permission) VALUES (?, ?, ?)
            ON CONFLICT (scope_id, principal) DO UPDATE SET permission = excluded.permission
            """, scope, principal, permission.name());
    }

    void delete(long principal) {
        tx.update("DELETE FROM secret_acls WHERE scope_id = ? AND principal = ?", scope, principal);
    }

    /// A person, a program, or else a group of that name.
    Optional<Long> principal(String name) {
        return account(name).or(() -> principal(PrincipalKind.GROUP, name));
    }

    /// A person or a program.
    Optional<Long> account(String name) {
        return principal(PrincipalKind.USER, name);
    }

    private Optional<Long> principal(PrincipalKind kind, String name) {
        return tx.find("SELECT id FROM users WHERE username_key = ?", row -> row.getLong(1), kind.key(name));
    }
}
