package dev.cairn.secrets;

import dev.cairn.access.Caller;
import dev.cairn.access.Grant;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Membership;
import dev.cairn.protocol.secrets.AclPermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The SQL of the scopes of a workspace, with what the caller may do with each: what they and their groups are given,
/// what everybody is who uses the workspace, and everything where they manage that.
record ScopeStore(Transaction tx, Caller caller) {
    private static final String SEEN = Membership.of("username_key") + """
        SELECT s.scope_id, s.name, s.users_permission, a.permission FROM secret_scopes s
        LEFT JOIN secret_acls a ON a.scope_id = s.scope_id AND a.principal IN (SELECT id FROM mine)
        WHERE s.workspace_id = ?
        """;

    private record Row(
            String id,
            String name,
            @Nullable String ofUsers,
            @Nullable String own) {}

    Optional<Scope> find(String name) {
        return seen(SEEN + "AND s.name_key = ?", Names.key(name)).stream().findFirst();
    }

    /// Those that they may read, by name.
    List<Scope> list() {
        return seen(SEEN + "ORDER BY s.name_key");
    }

    private List<Scope> seen(String sql, String... binds) {
        if (caller.rights().isEmpty()) {
            return List.of();
        }
        List<Object> all = new ArrayList<>(
                List.of(Caller.key(caller.user()), caller.workspace().id()));
        all.addAll(List.of(binds));
        Map<String, Scope> scopes = new LinkedHashMap<>();
        tx.query(
                        sql,
                        row -> new Row(
                                row.getString("scope_id"),
                                row.getString("name"),
                                row.getString("users_permission"),
                                row.getString("permission")),
                        all.toArray())
                .forEach(row -> permission(row)
                        .map(mine -> new Scope(row.id(), row.name(), mine))
                        .ifPresent(scope -> scopes.merge(
                                scope.id(), scope, (one, other) -> one.mine().includes(other.mine()) ? one : other)));
        return List.copyOf(scopes.values());
    }

    private Optional<AclPermission> permission(Row row) {
        if (caller.rights().isAll()) {
            return Optional.of(AclPermission.MANAGE);
        }
        boolean usesTheWorkspace = caller.rights().level(Resource.WORKSPACE, Grant.ANY) != Level.NONE;
        return Stream.concat(
                        Stream.ofNullable(row.own()),
                        Stream.ofNullable(row.ofUsers()).filter(permission -> usesTheWorkspace))
                .map(AclPermission::valueOf)
                .max(AclPermission::compareTo);
    }

    long count() {
        return tx.number(
                "SELECT COUNT(*) FROM secret_scopes WHERE workspace_id = ?",
                caller.workspace().id());
    }

    /// Adds a scope.
    ///
    /// @return whether there was none of the name
    boolean insert(String id, String name) {
        return tx.update("""
            INSERT INTO secret_scopes (scope_id, workspace_id, name, name_key) VALUES (?, ?, ?, ?)
            ON CONFLICT (workspace_id, name_key) DO NOTHING
            """, id, caller.workspace().id(), name, Names.key(name)) > 0;
    }

    /// Keeps a scope as it is until the transaction ends; whether it is still there.
    boolean lock(String id) {
        return !tx.query("SELECT 1 FROM secret_scopes s WHERE scope_id = ? " + tx.locking("s"), row -> 1, id)
                .isEmpty();
    }

    void delete(String id) {
        tx.update("DELETE FROM secret_scopes WHERE scope_id = ?", id);
    }
}
