package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.RoleAssignment;
import dev.cairn.protocol.permissions.RolePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The SQL of roles, of what they give, and of who has them, in all workspaces.
final class RoleStore {
    private static final String SELECT = """
            SELECT r.id, r.workspace_id, w.name AS workspace, r.name, r.description, r.user_id
            FROM roles r JOIN workspaces w ON w.id = r.workspace_id
            """;

    private static final Row<StoredRole> ROLE = row -> new StoredRole(
            row.getLong("id"),
            new Workspace(row.getLong("workspace_id"), row.getString("workspace")),
            row.getString("name"),
            row.getString("description"),
            Row.longOrNull(row, "user_id"));

    private static final Row<RolePermission> PERMISSION = row -> new RolePermission(
            row.getLong("id"),
            row.getLong("role_id"),
            row.getString("resource_type"),
            row.getString("resource_pattern"),
            row.getString("permission"));

    private static final String ASSIGNMENTS = """
            SELECT m.id, m.user_id, m.role_id, u.username FROM role_users m JOIN users u ON u.id = m.user_id
            """;

    private static final Row<RoleAssignment> ASSIGNMENT = row -> new RoleAssignment(
            row.getLong("id"), row.getLong("user_id"), row.getLong("role_id"), row.getString("username"));

    private final Transaction tx;

    RoleStore(Transaction tx) {
        this.tx = tx;
    }

    Optional<StoredRole> find(long id) {
        return tx.find(SELECT + "WHERE r.id = ?", ROLE, id);
    }

    Optional<StoredRole> find(long workspace, String name) {
        return tx.find(SELECT + "WHERE r.workspace_id = ? AND r.name = ?", ROLE, workspace, name);
    }

    /// By workspace and name, without those that are one user's own.
    List<StoredRole> all() {
        return tx.query(SELECT + "WHERE r.user_id IS NULL ORDER BY w.name, r.name", ROLE);
    }

    /// The same of some workspaces.
    List<StoredRole> in(Collection<String> workspaces) {
        return tx.queryIn(
                SELECT + "WHERE r.user_id IS NULL AND w.name IN (:ids) ORDER BY w.name, r.name", ROLE, workspaces);
    }

    /// The roles that users have, by the users.
    Map<Long, List<StoredRole>> ofUsers(long... users) {
        Map<Long, List<StoredRole>> roles = new HashMap<>();
        tx.queryIn(
                """
                SELECT r.id, r.workspace_id, w.name AS workspace, r.name, r.description, r.user_id, m.user_id AS member
                FROM role_users m JOIN roles r ON r.id = m.role_id JOIN workspaces w ON w.id = r.workspace_id
                WHERE m.user_id IN (:ids) ORDER BY w.name, r.name
                """,
                row -> roles.computeIfAbsent(row.getLong("member"), member -> new ArrayList<>())
                        .add(ROLE.read(row)),
                users);
        return roles;
    }

    /// The roles that somebody has by themselves.
    List<StoredRole> ofUser(long user) {
        return ofUsers(user).getOrDefault(user, List.of());
    }

    /// The roles of a user and of their groups.
    List<StoredRole> reaching(long user) {
        return tx.query(
                Membership.of("id")
                        + SELECT
                        + "WHERE r.id IN (SELECT role_id FROM role_users m JOIN mine ON mine.id = m.user_id)"
                        + " ORDER BY w.name, r.name",
                ROLE,
                user);
    }

    /// The roles that users have, with what they give, each role read once however many have it.
    Map<Long, List<Role>> wholeOfUsers(long... users) {
        Map<Long, List<StoredRole>> stored = ofUsers(users);
        List<StoredRole> each =
                stored.values().stream().flatMap(List::stream).distinct().toList();
        Map<Long, Role> whole = whole(each).stream().collect(Collectors.toMap(Role::id, role -> role));
        Map<Long, List<Role>> roles = HashMap.newHashMap(stored.size());
        stored.forEach((user, some) -> roles.put(
                user,
                some.stream()
                        .map(role -> Objects.requireNonNull(whole.get(role.id())))
                        .toList()));
        return roles;
    }

    /// Roles with what they give, in the order given.
    List<Role> whole(List<StoredRole> roles) {
        Map<Long, List<RolePermission>> permissions = new HashMap<>();
        tx.queryIn(
                "SELECT * FROM role_permissions WHERE role_id IN (:ids) ORDER BY resource_type, resource_pattern",
                row -> permissions
                        .computeIfAbsent(row.getLong("role_id"), role -> new ArrayList<>())
                        .add(PERMISSION.read(row)),
                roles.stream().mapToLong(StoredRole::id).toArray());
        return roles.stream()
                .map(role -> role.with(permissions.getOrDefault(role.id(), List.of())))
                .toList();
    }

    /// Adds a role; empty if the workspace has one of the name.
    Optional<Long> insert(long workspace, String name, @Nullable String description, @Nullable Long user) {
        return tx.find("""
                INSERT INTO roles (workspace_id, name, description, user_id) VALUES (?, ?, ?, ?)
                ON CONFLICT (workspace_id, name) DO NOTHING RETURNING id
                """, row -> row.getLong(1), workspace, name, description, user);
    }

    void update(long id, String name, @Nullable String description) {
        tx.update("UPDATE roles SET name = ?, description = ? WHERE id = ?", name, description, id);
    }

    void delete(long id) {
        tx.update("DELETE FROM roles WHERE id = ?", id);
    }

    Optional<RolePermission> permission(long id) {
        return tx.find("SELECT * FROM role_permissions WHERE id = ?", PERMISSION, id);
    }

    /// What a role gives on something; null for nothing.
    @Nullable
    String given(long role, String type, String pattern) {
        return tx.find(
                        "SELECT permission FROM role_permissions "
                                + "WHERE role_id = ? AND resource_type = ? AND resource_pattern = ?",
                        row -> row.getString(1),
                        role,
                        type,
                        pattern)
                .orElse(null);
    }

    /// The name of a person, program or group.
    String username(long id) {
        return tx.find("SELECT username FROM users WHERE id = ?", row -> row.getString(1), id)
                .orElseThrow();
    }

    /// Lets a role give something; empty if it gives something on that already.
    Optional<RolePermission> addPermission(long role, String type, String pattern, String permission) {
        return tx.find("""
                INSERT INTO role_permissions (role_id, resource_type, resource_pattern, permission) VALUES (?, ?, ?, ?)
                ON CONFLICT (role_id, resource_type, resource_pattern) DO NOTHING RETURNING *
                """, PERMISSION, role, type, pattern, permission);
    }

    /// Lets a role give this, whatever it gave on it before.
    void setPermission(long role, String type, String pattern, String permission) {
        tx.update("""
                INSERT INTO role_permissions (role_id, resource_type, resource_pattern, permission) VALUES (?, ?, ?, ?)
                ON CONFLICT (role_id, resource_type, resource_pattern) DO UPDATE SET permission = excluded.permission
                """, role, type, pattern, permission);
    }

    void setPermission(long id, String permission) {
        tx.update("UPDATE role_permissions SET permission = ? WHERE id = ?", permission, id);
    }

    void deletePermission(long id) {
        tx.update("DELETE FROM role_permissions WHERE id = ?", id);
    }

    /// Whether the role gave something on it.
    boolean deletePermission(long role, String type, String pattern) {
        return tx.update(
                        "DELETE FROM role_permissions WHERE role_id = ? AND resource_type = ? AND resource_pattern = ?",
                        role,
                        type,
                        pattern)
                == 1;
    }

    /// The people and programs that have a role.
    List<RoleAssignment> assignments(long role) {
        return tx.query(ASSIGNMENTS + "WHERE m.role_id = ? AND u.kind <> 'GROUP' ORDER BY m.id", ASSIGNMENT, role);
    }

    /// The names of the groups that have a role.
    List<String> groups(long role) {
        return tx.query("""
                SELECT u.username FROM role_users m JOIN users u ON u.id = m.user_id
                WHERE m.role_id = ? AND u.kind = 'GROUP' ORDER BY u.username_key
                """, row -> row.getString(1), role);
    }

    /// Gives a user a role; empty if they have it.
    Optional<RoleAssignment> assign(long role, long user) {
        int added = tx.update(
                "INSERT INTO role_users (role_id, user_id) VALUES (?, ?) ON CONFLICT (user_id, role_id) DO NOTHING",
                role,
                user);
        return added == 0
                ? Optional.empty()
                : tx.find(ASSIGNMENTS + "WHERE m.role_id = ? AND m.user_id = ?", ASSIGNMENT, role, user);
    }

    /// Whether they had it.
    boolean unassign(long role, long user) {
        return tx.update("DELETE FROM role_users WHERE role_id = ? AND user_id = ?", role, user) == 1;
    }

    Optional<Workspace> workspace(String name) {
        return tx.find(
                "SELECT id, name FROM workspaces WHERE name = ? AND id > 0",
                row -> new Workspace(row.getLong(1), row.getString(2)),
                name);
    }

    boolean isAdmin(long user) {
        return tx.find("SELECT 1 FROM users WHERE id = ? AND is_admin = 1", row -> 1, user)
                .isPresent();
    }

    /// The row of a user.
    Optional<Long> user(String username) {
        return username.startsWith(":") ? Optional.empty() : principal(Caller.key(username));
    }

    /// The row of a user or a group.
    ///
    /// @param key as [dev.cairn.access.PrincipalKind] has it
    Optional<Long> principal(String key) {
        return tx.find("SELECT id FROM users WHERE username_key = ?", row -> row.getLong(1), key);
    }
}
