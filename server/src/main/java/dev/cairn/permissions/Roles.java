package dev.cairn.permissions;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.permissions.AddRolePermission;
import dev.cairn.protocol.permissions.AssignRole;
import dev.cairn.protocol.permissions.CreateRole;
import dev.cairn.protocol.permissions.DeleteRole;
import dev.cairn.protocol.permissions.GetRole;
import dev.cairn.protocol.permissions.ListRolePermissions;
import dev.cairn.protocol.permissions.ListRoleUsers;
import dev.cairn.protocol.permissions.ListRoles;
import dev.cairn.protocol.permissions.RemoveRolePermission;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.RoleAssignment;
import dev.cairn.protocol.permissions.RolePermission;
import dev.cairn.protocol.permissions.UnassignRole;
import dev.cairn.protocol.permissions.UpdateRole;
import dev.cairn.protocol.permissions.UpdateRolePermission;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Roles, what they give, and who has them. Who manages a workspace manages its roles; who is in it sees what they
/// give, but for those that are one user's own.
final class Roles {
    private static final int MAX_NAME = 250;
    private static final int MAX_DESCRIPTION = 2_000;

    private final Database database;
    private final Changes changes;

    Roles(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    CreateRole.Response create(Caller caller, CreateRole request) {
        checkName(request.name());
        checkDescription(Objects.requireNonNullElse(request.description(), ""));
        return database.write(tx -> {
            RoleStore store = new RoleStore(tx);
            Workspace workspace = Standing.workspace(tx, request.workspace());
            new Standing(tx, caller).requireManages(workspace);
            long id = store.insert(workspace.id(), request.name(), request.description(), null)
                    .orElseThrow(() -> taken(request.name(), workspace));
            Act.isAbout("role_id", Long.toString(id));
            return new CreateRole.Response(whole(store, id));
        });
    }

    GetRole.Response get(Caller caller, GetRole request) {
        return database.read(tx -> new GetRole.Response(new RoleStore(tx)
                .whole(List.of(shown(tx, caller, request.roleId())))
                .getFirst()));
    }

    ListRoles.Response list(Caller caller, ListRoles request) {
        return database.read(tx -> {
            RoleStore store = new RoleStore(tx);
            if (request.workspace().isEmpty()) {
                if (!caller.isAdmin()) {
                    throw ApiException.denied("Say of which workspaces: only administrators list all roles.");
                }
                return new ListRoles.Response(store.whole(store.all()));
            }
            Standing standing = new Standing(tx, caller);
            for (String name : request.workspace()) {
                standing.requireIn(Standing.workspace(tx, name));
            }
            return new ListRoles.Response(store.whole(store.in(request.workspace())));
        });
    }

    UpdateRole.Response update(Caller caller, UpdateRole request) {
        if (request.name() == null && request.description() == null) {
            throw ApiException.invalid("At least one of 'name' or 'description' must be provided to update a role.");
        }
        return database.write(tx -> {
            StoredRole role = managed(tx, caller, request.roleId());
            requireForAnybody(role);
            String name = Objects.requireNonNullElse(request.name(), role.name());
            String description = request.description() == null ? role.description() : request.description();
            checkName(name);
            checkDescription(Objects.requireNonNullElse(description, ""));
            RoleStore store = new RoleStore(tx);
            try {
                store.update(role.id(), name, description);
            } catch (DatabaseException refused) {
                throw refused.isConstraint() ? taken(name, role.workspace()) : refused;
            }
            return new UpdateRole.Response(whole(store, role.id()));
        });
    }

    Empty delete(Caller caller, DeleteRole request) {
        return changed(caller, request.roleId(), (tx, role) -> {
            RoleStore store = new RoleStore(tx);
            whole(store, role.id()).permissions().forEach(gone -> tell(tx, caller, gone, gone.permission(), null));
            store.delete(role.id());
            return Empty.EMPTY;
        });
    }

    AddRolePermission.Response addPermission(Caller caller, AddRolePermission request) {
        GrantedType type = GrantedType.of(request.resourceType());
        type.checkPattern(request.resourcePattern());
        GrantedLevel.check(request.permission(), type);
        return changed(caller, request.roleId(), (tx, role) -> {
            RolePermission added = new RoleStore(tx)
                    .addPermission(role.id(), type.wireName(), request.resourcePattern(), request.permission())
                    .orElseThrow(() -> ApiException.alreadyExists(
                            "Role permission (role_id=%d, resource_type=%s, resource_pattern=%s) already exists."
                                    .formatted(role.id(), type.wireName(), request.resourcePattern())));
            tell(tx, caller, added, null, added.permission());
            return new AddRolePermission.Response(added);
        });
    }

    Empty removePermission(Caller caller, RemoveRolePermission request) {
        return database.write(tx -> {
            RolePermission permission = permission(tx, caller, request.rolePermissionId());
            tell(tx, caller, permission, permission.permission(), null);
            new RoleStore(tx).deletePermission(permission.id());
            new RightsVersionStore(tx).raise();
            return Empty.EMPTY;
        });
    }

    ListRolePermissions.Response listPermissions(Caller caller, ListRolePermissions request) {
        return database.read(tx -> new ListRolePermissions.Response(new RoleStore(tx)
                .whole(List.of(shown(tx, caller, request.roleId())))
                .getFirst()
                .permissions()));
    }

    UpdateRolePermission.Response updatePermission(Caller caller, UpdateRolePermission request) {
        return database.write(tx -> {
            RolePermission before = permission(tx, caller, request.rolePermissionId());
            GrantedLevel.check(request.permission(), GrantedType.of(before.resourceType()));
            new RoleStore(tx).setPermission(before.id(), request.permission());
            new RightsVersionStore(tx).raise();
            tell(tx, caller, before, before.permission(), request.permission());
            return new UpdateRolePermission.Response(new RolePermission(
                    before.id(),
                    before.roleId(),
                    before.resourceType(),
                    before.resourcePattern(),
                    request.permission()));
        });
    }

    AssignRole.Response assign(Caller caller, AssignRole request) {
        return database.write(tx -> {
            StoredRole role = managed(tx, caller, request.roleId());
            requireForAnybody(role);
            Grantee grantee = Grantee.of(tx, request.username(), request.groupName());
            RoleAssignment assignment = new RoleStore(tx)
                    .assign(role.id(), grantee.id())
                    .orElseThrow(
                            () -> ApiException.alreadyExists("User role assignment (%s, role_id=%d) already exists."
                                    .formatted(grantee.as("username"), role.id())));
            grantee.changed(tx);
            return new AssignRole.Response(assignment);
        });
    }

    Empty unassign(Caller caller, UnassignRole request) {
        return database.write(tx -> {
            StoredRole role = managed(tx, caller, request.roleId());
            requireForAnybody(role);
            Grantee grantee = Grantee.of(tx, request.username(), request.groupName());
            if (!new RoleStore(tx).unassign(role.id(), grantee.id())) {
                throw ApiException.missing("User role assignment (%s, role_id=%d) not found."
                        .formatted(grantee.as("username"), role.id()));
            }
            grantee.changed(tx);
            return Empty.EMPTY;
        });
    }

    ListRoleUsers.Response listUsers(Caller caller, ListRoleUsers request) {
        return database.read(tx -> {
            StoredRole role = managed(tx, caller, request.roleId());
            return new ListRoleUsers.Response(
                    new RoleStore(tx).assignments(role.id()), new RoleStore(tx).groups(role.id()));
        });
    }

    /// Tells whom a role, or who alone has it, is given something else.
    private void tell(Transaction tx, Caller caller, RolePermission on, @Nullable String from, @Nullable String to) {
        RoleStore store = new RoleStore(tx);
        StoredRole role = store.find(on.roleId()).orElseThrow();
        String whom = role.user() == null ? role.name() : store.username(role.user());
        changes.tell(
                tx,
                caller,
                new PermissionChange(role.workspace(), on.resourceType(), on.resourcePattern(), whom, from, to));
    }

    /// Changes a role for all who have it.
    private <T> T changed(Caller caller, long id, BiFunction<Transaction, StoredRole, T> change) {
        return database.write(tx -> {
            T answer = change.apply(tx, managed(tx, caller, id));
            new RightsVersionStore(tx).raise();
            return answer;
        });
    }

    private static StoredRole managed(Transaction tx, Caller caller, long id) {
        StoredRole role = shown(tx, caller, id);
        new Standing(tx, caller).requireManages(role.workspace());
        return role;
    }

    /// A role that the caller may know of.
    private static StoredRole shown(Transaction tx, Caller caller, long id) {
        Standing standing = new Standing(tx, caller);
        return new RoleStore(tx)
                .find(id)
                .filter(standing::sees)
                .orElseThrow(() -> ApiException.missing("Role with id=%d not found".formatted(id)));
    }

    private static RolePermission permission(Transaction tx, Caller caller, long id) {
        RolePermission permission = new RoleStore(tx)
                .permission(id)
                .orElseThrow(() -> ApiException.missing("Role permission with id=%d not found".formatted(id)));
        managed(tx, caller, permission.roleId());
        return permission;
    }

    private static void requireForAnybody(StoredRole role) {
        if (role.user() != null) {
            throw ApiException.invalid("The role '%s' is somebody's own.".formatted(role.name()));
        }
    }

    private static Role whole(RoleStore store, long id) {
        return store.whole(List.of(store.find(id).orElseThrow())).getFirst();
    }

    private static ApiException taken(String name, Workspace workspace) {
        return ApiException.alreadyExists(
                "Role (name=%s, workspace=%s) already exists.".formatted(name, workspace.name()));
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw ApiException.invalid("The name of a role has from 1 to %d characters.".formatted(MAX_NAME));
        }
        if (name.startsWith(OwnRoles.PREFIX)) {
            throw ApiException.invalid(
                    "Role names that begin with '%s' are of what is granted to one user: choose another one."
                            .formatted(OwnRoles.PREFIX));
        }
    }

    private static void checkDescription(String description) {
        if (description.length() > MAX_DESCRIPTION) {
            throw ApiException.invalid(
                    "The description of a role has at most %d characters.".formatted(MAX_DESCRIPTION));
        }
    }
}
