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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What single people may do: granted and revoked by who manages the thing, told to themselves and to who manages the
/// workspace.
final class UserPermissions {
    private final Database database;
    private final Changes changes;

    UserPermissions(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    Empty grant(Caller caller, GrantUserPermission request) {
        GrantedType type = type(request.resourceType());
        type.checkPattern(request.resourceId());
        GrantedLevel.check(request.permission(), type);
        return database.write(tx -> {
            new Standing(tx, caller).requireGrants(type, request.resourceId());
            Grantee grantee = Grantee.of(tx, request.username(), request.groupName());
            long role = OwnRoles.of(tx, grantee.id(), caller.workspace());
            if (new RoleStore(tx)
                    .addPermission(role, type.wireName(), request.resourceId(), request.permission())
                    .isEmpty()) {
                throw ApiException.alreadyExists("Permission for %s on resource_type=%s, resource_id=%s already exists."
                        .formatted(grantee.as("user"), type.wireName(), request.resourceId()));
            }
            grantee.changed(tx);
            PermissionChange change = new PermissionChange(
                    caller.workspace(),
                    type.wireName(),
                    request.resourceId(),
                    grantee.name(),
                    null,
                    request.permission());
            changes.tell(tx, caller, change);
            return Empty.EMPTY;
        });
    }

    Empty revoke(Caller caller, RevokeUserPermission request) {
        GrantedType type = type(request.resourceType());
        return database.write(tx -> {
            new Standing(tx, caller).requireGrants(type, request.resourceId());
            Grantee grantee = Grantee.of(tx, request.username(), request.groupName());
            RoleStore store = new RoleStore(tx);
            Optional<StoredRole> own = store.find(caller.workspace().id(), OwnRoles.name(grantee.id()));
            @Nullable
            String before = own.map(role -> store.given(role.id(), type.wireName(), request.resourceId()))
                    .orElse(null);
            if (before == null) {
                throw ApiException.missing("Permission for %s on resource_type=%s, resource_id=%s not found."
                        .formatted(grantee.as("user"), type.wireName(), request.resourceId()));
            }
            own.ifPresent(role -> store.deletePermission(role.id(), type.wireName(), request.resourceId()));
            grantee.changed(tx);
            PermissionChange change = new PermissionChange(
                    caller.workspace(), type.wireName(), request.resourceId(), grantee.name(), before, null);
            changes.tell(tx, caller, change);
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
        long user = Grantee.user(tx, request.username()).id();
        Rights rights = new RoleStore(tx).isAdmin(user) ? Rights.ALL : new RightsStore(tx).of(user, workspace.id());
        return type.resource() == null ? Level.NONE : rights.level(type.resource(), request.resourceId());
    }

    /// The roles that somebody has by themselves.
    ListUserRoles.Response roles(Caller caller, ListUserRoles request) {
        return database.read(tx -> {
            boolean isOwn = request.username() != null && caller.is(request.username());
            Optional<Long> id = known(tx, caller, isOwn, request.username(), request.groupName());
            List<StoredRole> roles =
                    id.map(one -> new RoleStore(tx).ofUser(one)).orElse(List.of());
            return new ListUserRoles.Response(shown(tx, caller, isOwn, roles));
        });
    }

    /// What somebody's roles give, and those of their groups.
    ListUserPermissions.Response list(Caller caller, ListUserPermissions request) {
        return database.read(tx -> {
            boolean isOwn = caller.is(request.username());
            Optional<Long> id = known(tx, caller, isOwn, request.username(), null);
            List<StoredRole> roles =
                    id.map(one -> new RoleStore(tx).reaching(one)).orElse(List.of());
            List<UserPermission> permissions = permissions(shown(tx, caller, isOwn, roles));
            return new ListUserPermissions.Response(
                    id.filter(new RoleStore(tx)::isAdmin).isPresent(), permissions);
        });
    }

    ListCurrentUserPermissions.Response current(Caller caller, ListCurrentUserPermissions request) {
        ListUserPermissions.Response own = list(caller, new ListUserPermissions(caller.user()));
        return new ListCurrentUserPermissions.Response(caller.isAdmin(), own.permissions());
    }

    /// Whom a request names. Whether there is anybody of the name is told to administrators and to themselves alone.
    private static Optional<Long> known(
            Transaction tx, Caller caller, boolean isOwn, @Nullable String username, @Nullable String groupName) {
        if (caller.isAdmin() || isOwn) {
            return Optional.of(Grantee.of(tx, username, groupName).id());
        }
        return Grantee.find(tx, username, groupName).map(Grantee::id);
    }

    /// Of somebody's roles all to themselves and to administrators, those of workspaces that they manage to others.
    private static List<Role> shown(Transaction tx, Caller caller, boolean isOwn, List<StoredRole> roles) {
        RoleStore store = new RoleStore(tx);
        if (caller.isAdmin() || isOwn) {
            return store.whole(roles);
        }
        Standing standing = new Standing(tx, caller);
        List<StoredRole> managed = roles.stream()
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
