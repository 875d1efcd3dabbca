package dev.cairn.permissions;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.permissions.AddRolePermission;
import dev.cairn.protocol.permissions.AssignRole;
import dev.cairn.protocol.permissions.CreateRole;
import dev.cairn.protocol.permissions.DeleteRole;
import dev.cairn.protocol.permissions.GetObjectPermissions;
import dev.cairn.protocol.permissions.GetPermissionLevels;
import dev.cairn.protocol.permissions.GetRole;
import dev.cairn.protocol.permissions.GetUserPermission;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListCurrentUserPermissions;
import dev.cairn.protocol.permissions.ListPermissions;
import dev.cairn.protocol.permissions.ListRolePermissions;
import dev.cairn.protocol.permissions.ListRoleUsers;
import dev.cairn.protocol.permissions.ListRoles;
import dev.cairn.protocol.permissions.ListUserPermissions;
import dev.cairn.protocol.permissions.ListUserRoles;
import dev.cairn.protocol.permissions.RemoveRolePermission;
import dev.cairn.protocol.permissions.RevokeUserPermission;
import dev.cairn.protocol.permissions.SetObjectPermissions;
import dev.cairn.protocol.permissions.SetUserPermission;
import dev.cairn.protocol.permissions.UnassignRole;
import dev.cairn.protocol.permissions.UpdateRole;
import dev.cairn.protocol.permissions.UpdateRolePermission;

/// The routes of permissions. Who may call them depends on the workspace of a role, or on the thing that is granted, so
/// that the rules ask it ([Standing]).
final class PermissionsApi {
    private static final String V3 = "3.0/mlflow";

    private PermissionsApi() {}

    static void roles(Routes routes, Roles rules) {
        Permission own = Permission.signedIn();
        Routes.Api api = routes.api(V3);
        api.post("roles/create", own, CreateRole.class, rules::create);
        api.get("roles/get", own, GetRole.class, rules::get);
        api.get("roles/list", own, ListRoles.class, rules::list);
        api.patch("roles/update", own, UpdateRole.class, rules::update);
        api.delete("roles/delete", own, DeleteRole.class, rules::delete);
        api.post("roles/permissions/add", own, AddRolePermission.class, rules::addPermission);
        api.delete("roles/permissions/remove", own, RemoveRolePermission.class, rules::removePermission);
        api.get("roles/permissions/list", own, ListRolePermissions.class, rules::listPermissions);
        api.patch("roles/permissions/update", own, UpdateRolePermission.class, rules::updatePermission);
        api.post("roles/assign", own, AssignRole.class, rules::assign);
        api.delete("roles/unassign", own, UnassignRole.class, rules::unassign);
        api.get("roles/users/list", own, ListRoleUsers.class, rules::listUsers);
    }

    static void ofUsers(Routes routes, UserPermissions rules) {
        Permission own = Permission.signedIn();
        Routes.Api api = routes.api(V3);
        api.get("users/roles/list", own, ListUserRoles.class, rules::roles);
        api.get("users/permissions/list", own, ListUserPermissions.class, rules::list);
        api.get("users/permissions/get", own, GetUserPermission.class, rules::get);
        api.post("users/permissions/grant", own, GrantUserPermission.class, rules::grant);
        api.post("users/permissions/revoke", own, RevokeUserPermission.class, rules::revoke);
        api.get("users/current/permissions", own, ListCurrentUserPermissions.class, rules::current);
    }

    /// As the managed platform has them.
    static void managed(Routes routes, ManagedPermissions rules) {
        Permission own = Permission.signedIn();
        Routes.Api api = routes.api("2.0");
        String thing = "permissions/{object_type}/{object_id}";
        api.get(thing, own, GetObjectPermissions.class, rules::get);
        api.put(thing, own, SetObjectPermissions.class, rules::set);
        api.patch(thing, own, SetObjectPermissions.class, rules::update);
        api.get(thing + "/permissionLevels", own, GetPermissionLevels.class, rules::levels);
    }

    static void ofThings(Routes routes, ThingPermissions rules) {
        Permission own = Permission.signedIn();
        Routes.Api api = routes.api("3.0/cairn");
        api.get("permissions/list", own, ListPermissions.class, rules::list);
        api.post("permissions/set", own, SetUserPermission.class, rules::set);
    }
}
