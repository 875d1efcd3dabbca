package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.config.SignOnConfig;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.identity.Identity;
import dev.cairn.identity.QuickPasswords;
import dev.cairn.protocol.permissions.AddRolePermission;
import dev.cairn.protocol.permissions.AssignRole;
import dev.cairn.protocol.permissions.CreateRole;
import dev.cairn.protocol.permissions.ListRoles;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.RolePermission;
import dev.cairn.protocol.permissions.UnassignRole;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The people of a database: root, who administers it, and whoever is added.
final class People implements AfterEachCallback {
    private static final String PASSWORD = "correct horse battery";
    private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_700_000_000_000L);

    final Database database;
    final Permissions permissions;
    final Roles roles;
    final UserPermissions ofUsers;
    private final Identity identity;

    /// Of a database of their own.
    ///
    /// @param names of those who are there from the beginning
    People(TestDatabase kind, String... names) {
        database = kind.fresh();
        permissions = new Permissions(database);
        roles = new Roles(database, new Changes(List.of()));
        ofUsers = new UserPermissions(database, new Changes(List.of()));
        identity = QuickPasswords.identity(database, permissions, SignOnConfig.NONE, CLOCK);
        identity.addUser("root", PASSWORD, true);
        List.of(names).forEach(this::add);
    }

    /// Adds somebody, who has the role that everybody begins with.
    void add(String name) {
        identity.addUser(name, PASSWORD, false);
    }

    /// Adds somebody who has no role at all.
    void addStranger(String name) {
        add(name);
        roles.unassign(root(), new UnassignRole(name, role("user").id()));
    }

    void delete(String name) {
        identity.deleteUser(name);
    }

    Caller root() {
        return as("root");
    }

    Caller as(String name) {
        return as(name, Workspace.DEFAULT);
    }

    /// Somebody with the rights that their next request would have.
    Caller as(String name, Workspace workspace) {
        boolean isAdmin = name.equals("root");
        return new Caller(
                name, isAdmin, workspace, isAdmin ? Rights.ALL : rights(name, workspace), Permission.signedIn());
    }

    private Rights rights(String name, Workspace workspace) {
        long id = database.read(tx -> Permissions.userId(tx, name));
        return permissions.rights(id, workspace, version(name));
    }

    private long version(String name) {
        return database.read(tx -> tx.find(
                        "SELECT " + RightsVersion.COLUMN + " FROM users WHERE username_key = ?",
                        row -> row.getLong(RightsVersion.NAME),
                        Caller.key(name))
                .orElseThrow());
    }

    Workspace workspace() {
        String name = "w" + UUID.randomUUID();
        return database.write(tx -> {
            long id = tx.number("INSERT INTO workspaces (name) VALUES (?) RETURNING id", name);
            Workspace workspace = new Workspace(id, name);
            Permissions.begin(tx, workspace);
            return workspace;
        });
    }

    /// A role of the default workspace.
    Role role(String name) {
        return role(name, Workspace.DEFAULT);
    }

    Role role(String name, Workspace workspace) {
        return roles.list(root(), new ListRoles(List.of(workspace.name()))).roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A new role of the default workspace, which gives nothing yet.
    Role create(String name) {
        return roles.create(root(), new CreateRole(name, "default", null)).role();
    }

    RolePermission permit(Role role, String type, String pattern, String level) {
        return roles.addPermission(root(), new AddRolePermission(role.id(), type, pattern, level))
                .rolePermission();
    }

    void assign(String name, Role role) {
        roles.assign(root(), new AssignRole(name, role.id()));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        database.close();
    }
}
