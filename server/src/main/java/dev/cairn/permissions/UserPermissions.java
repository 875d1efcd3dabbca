package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.permissions.GetUserPermission;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListCurrentUserPermissions;
import dev.cairn.protocol.permissions.ListUserPermissions;
import dev.cairn.protocol.permissions.ListUserRoles;
import dev.cairn.protocol.permissions.RevokeUserPermission;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.UserPermission;
import java.util.List;

/// What single people may do: granted and revoked by who manages the thing, told to themselves and to who manages the
/// workspace.
final class UserPermissions {
    private final Database database;

    UserPermissions(Database database) {
        this.database = database;
    }

    Empty grant(Caller caller, GrantUserPermission request) {
        GrantedType type = type(request.resourceType());
        type.checkPattern(request.resourceId());
        GrantedLevel.check(request.permission(), type);
        return database.write(tx -> {
            new Standing(tx, caller).requireGrants(type, request.resourceId());
            long user = Users.id(tx, request.username());
            long role = OwnRoles.of(tx, user, caller.workspace());
            if (new RoleStore(tx)
                    .addPermission(role, type.wireName(), request.resourceId(), request.permission())
                    .isEmpty()) {
                throw ApiException.alreadyExists(
                        "Permission for user=%s on resource_type=%s, resource_id=%s already exists."
                                .formatted(request.username(), type.wireName(), request.resourceId()));
            }
            new RightsVersionStore(tx).raise(user);
            return Empty.EMPTY;
        });
    }

    Empty revoke(Caller caller, RevokeUserPermission request) {
        GrantedType type = type(request.resourceType());
        return database.write(tx -> {
            new Standing(tx, caller).requireGrants(type, request.resourceId());
            long user = Users.id(tx, request.username());
            RoleStore store = new RoleStore(tx);
            boolean had = store.find(caller.workspace().id(), OwnRoles.name(user))
                    .filter(role -> store.deletePermission(role.id(), type.wireName(), request.resourceId()))
                    .isPresent();
            if (!had) {
                throw ApiException.missing("Permission for user=%s on resource_type=%s, resource_id=%s not found."
                        .formatted(request.username(), type.wireName(), request.resourceId()));
            }
            new RightsVersionStore(tx).raise(user);
            return Empty.EMPTY;
        });
    }

    /// What somebody may do with a thing, as the requests of theirs would find.
    GetUserPermission.Response get(Caller caller, GetUserPermission request) {
        GrantedType type = type(request.resourceType());
        return database.read(tx -> {
            if (!caller.is(request.username()) && !caller.rights().isAll()) {
                throw ApiException.denied("Only who manages the workspace '%s' sees what others may do."
                        .formatted(caller.workspace().name()));
            }
            Level level = level(tx, request, type, caller.workspace());
            return new GetUserPermission.Response(level.includes(Level.USE), GrantedLevel.told(level));
        });
    }

    private static Level level(Transaction tx, GetUserPermission request, GrantedType type, Workspace workspace) {
        long user = Users.id(tx, request.username());
        Rights rights = new RoleStore(tx).isAdmin(user) ? Rights.ALL : new RightsStore(tx).of(user, workspace.id());
        return type.resource() == null ? Level.NONE : rights.level(type.resource(), request.resourceId());
    }

    ListUserRoles.Response roles(Caller caller, ListUserRoles request) {
        return database.read(tx -> new ListUserRoles.Response(shown(tx, caller, request.username())));
    }

    ListUserPermissions.Response list(Caller caller, ListUserPermissions request) {
        return database.read(tx -> {
            List<Role> roles = shown(tx, caller, request.username());
            boolean isAdmin = new RoleStore(tx).isAdmin(Users.id(tx, request.username()));
            return new ListUserPermissions.Response(isAdmin, permissions(roles));
        });
    }

    ListCurrentUserPermissions.Response current(Caller caller, ListCurrentUserPermissions request) {
        return database.read(tx -> new ListCurrentUserPermissions.Response(
                caller.isAdmin(), permissions(shown(tx, caller, caller.user()))));
    }

    /// Somebody's roles: all to themselves and to administrators, those of workspaces that they manage to others.
    private static List<Role> shown(Transaction tx, Caller caller, String username) {
        Standing standing = new Standing(tx, caller);
        RoleStore store = new RoleStore(tx);
        if (caller.isAdmin() || caller.is(username)) {
            long user = Users.id(tx, username);
            return store.whole(store.ofUsers(user).getOrDefault(user, List.of()));
        }
        List<StoredRole> managed = store.user(Caller.key(username)).stream()
                .flatMap(user -> store.ofUsers(user).getOrDefault(user, List.of()).stream())
                .filter(role -> standing.in(role.workspace()).isAll())
                .toList();
        if (managed.isEmpty()) { // whether or not there is such a user
            throw ApiException.denied("Only who manages a workspace that they are in sees the roles of others.");
        }
        return store.whole(managed);
    }

    private static List<UserPermission> permissions(List<Role> roles) {
        return roles.stream()
                .flatMap(role -> role.permissions().stream()
                        .map(permission -> new UserPermission(
                                role.id(),
                                role.name(),
                                role.workspace(),
                                permission.resourceType(),
                                permission.resourcePattern(),
                                permission.permission())))
                .toList();
    }

    private static GrantedType type(String wireName) {
        GrantedType type = GrantedType.of(wireName);
        if (type == GrantedType.WORKSPACE) {
            throw ApiException.invalid(
                    "What somebody may do in a whole workspace is a matter of roles: assign them one.");
        }
        return type;
    }
}
