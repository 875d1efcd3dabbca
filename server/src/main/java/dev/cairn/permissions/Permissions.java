package dev.cairn.permissions;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Grant;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Routes;
import dev.cairn.protocol.permissions.AssignRole;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListRoles;
import dev.cairn.protocol.permissions.ListUserRoles;
import dev.cairn.protocol.permissions.RevokeUserPermission;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.UnassignRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one public door of permissions.
public final class Permissions {
    /// The roles that each workspace has from the beginning.
    private static final String ADMIN = "admin";

    private static final String USER = "user";

    private final Database database;
    private final RightsCache cache;
    private final Roles roles;
    private final UserPermissions ofUsers;
    private final ManagedPermissions managed;
    private final ThingPermissions ofThings;

    public Permissions(Database database) {
        this(database, List.of());
    }

    /// @param listeners who is told what is given on things
    public Permissions(Database database, List<PermissionListener> listeners) {
        Changes changes = new Changes(List.copyOf(listeners));
        this.database = database;
        cache = new RightsCache(database);
        roles = new Roles(database, changes);
        ofUsers = new UserPermissions(database, changes);
        managed = new ManagedPermissions(database, changes);
        ofThings = new ThingPermissions(database, changes);
    }

    /// Adds the routes of roles and of the permissions of single people and things.
    public void register(Routes routes) {
        PermissionsApi.roles(routes, roles);
        PermissionsApi.ofUsers(routes, ofUsers);
        PermissionsApi.managed(routes, managed);
        PermissionsApi.ofThings(routes, ofThings);
    }

    /// What somebody may do in a workspace.
    ///
    /// @param version as [RightsVersion] has it, read in this very request
    public Rights rights(long user, Workspace workspace, long version) {
        return cache.of(user, workspace, version);
    }

    /// The roles of a workspace, but for those that are one user's own.
    public List<Role> roles(String workspace) {
        return roles.list(Caller.LOCAL_OWNER, new ListRoles(List.of(workspace))).roles();
    }

    /// The roles that somebody has, in all workspaces.
    public List<Role> rolesOf(String username) {
        return ofUsers.roles(Caller.LOCAL_OWNER, new ListUserRoles(username)).roles();
    }

    /// Whether a role holds what is granted to one user alone.
    public static boolean isOwn(Role role) {
        return role.name().startsWith(OwnRoles.PREFIX);
    }

    /// The roles that a group has by itself, in all workspaces.
    public List<Role> rolesOfGroup(String name) {
        return ofUsers.roles(Caller.LOCAL_OWNER, new ListUserRoles(null, name)).roles();
    }

    /// Gives a role of a workspace to somebody.
    ///
    /// @param isGroup whether the name is that of a group
    public void assign(String name, boolean isGroup, String role, String workspace) {
        isAbout(name, isGroup, role);
        AssignRole request = new AssignRole(isGroup ? null : name, id(role, workspace), isGroup ? name : null);
        roles.assign(Caller.LOCAL_OWNER, request);
    }

    public void unassign(String name, boolean isGroup, String role, String workspace) {
        isAbout(name, isGroup, role);
        UnassignRole request = new UnassignRole(isGroup ? null : name, id(role, workspace), isGroup ? name : null);
        roles.unassign(Caller.LOCAL_OWNER, request);
    }

    /// What a command tells the audit log, as the fields of a request do.
    private static void isAbout(String name, boolean isGroup, String role) {
        Act.isAbout(isGroup ? "group_name" : "username", name);
        Act.isAbout("role", role);
    }

    private static void isAbout(String name, boolean isGroup, String type, String id) {
        Act.isAbout(isGroup ? "group_name" : "username", name);
        Act.isAbout("resource_type", type);
        Act.isAbout("resource_id", id);
    }

    private long id(String role, String workspace) {
        return roles(workspace).stream()
                .filter(one -> one.name().equals(role))
                .findFirst()
                .orElseThrow(() -> ApiException.missing("The workspace '%s' has no role '%s': it has %s."
                        .formatted(
                                workspace,
                                role,
                                roles(workspace).stream().map(Role::name).toList())))
                .id();
    }

    public void grant(String name, boolean isGroup, String level, String type, String id, String workspace) {
        isAbout(name, isGroup, type, id);
        Act.isAbout("permission", level);
        String user = isGroup ? null : name;
        ofUsers.grant(ownerOf(workspace), new GrantUserPermission(user, type, id, level, isGroup ? name : null));
    }

    public void revoke(String name, boolean isGroup, String type, String id, String workspace) {
        isAbout(name, isGroup, type, id);
        String user = isGroup ? null : name;
        ofUsers.revoke(ownerOf(workspace), new RevokeUserPermission(user, type, id, isGroup ? name : null));
    }

    private Caller ownerOf(String workspace) {
        return Caller.LOCAL_OWNER.in(database.read(tx -> workspace(tx, workspace)));
    }

    /// A workspace that must be there.
    public static Workspace workspace(Transaction tx, String name) {
        return Standing.workspace(tx, name);
    }

    /// The refusal of a workspace that is not there, or that is none of the caller's business.
    public static RuntimeException noSuchWorkspace(String name) {
        return Standing.noSuchWorkspace(name);
    }

    /// The roles of users, by the users.
    public static Map<Long, List<Role>> roles(Transaction tx, long... users) {
        return new RoleStore(tx).wholeOfUsers(users);
    }

    /// What a caller may do in a workspace, be it the one that they ask about or another.
    public static Rights rightsIn(Transaction tx, Caller caller, Workspace workspace) {
        return new Standing(tx, caller).in(workspace);
    }

    /// What an account may do in a workspace now that asks for nothing itself; nothing where it is disabled or gone.
    /// The
    /// owner of a server without accounts may do everything.
    public static Rights rightsOf(Transaction tx, String username, Workspace workspace) {
        return Caller.LOCAL_OWNER.is(username) ? Rights.ALL : new RightsStore(tx).ofName(username, workspace.id());
    }

    /// Refuses who does not manage a workspace, and to who sees nothing of it says that it is not there.
    public static void requireManages(Transaction tx, Caller caller, Workspace workspace) {
        new Standing(tx, caller).requireManages(workspace);
    }

    /// Gives a new workspace the roles that each has.
    public static void begin(Transaction tx, Workspace workspace) {
        begin(tx, workspace, ADMIN, "May do everything in the workspace, and says who may do what", Level.MANAGE);
        begin(
                tx,
                workspace,
                USER,
                "Sees everything in the workspace, and creates experiments and models of their own",
                Level.USE);
    }

    private static void begin(Transaction tx, Workspace workspace, String name, String description, Level level) {
        RoleStore store = new RoleStore(tx);
        long role = store.insert(workspace.id(), name, description, null).orElseThrow();
        store.setPermission(role, GrantedType.WORKSPACE.wireName(), Grant.ANY, level.name());
    }

    /// The row of a person or a program.
    ///
    /// @throws dev.cairn.http.ApiException `RESOURCE_DOES_NOT_EXIST` if there is none of the name
    public static long userId(Transaction tx, String username) {
        return Grantee.user(tx, username).id();
    }

    /// What a level on a registered model is called on the managed platform; empty where there is none.
    public static Optional<String> managedName(Level level) {
        return ManagedLevel.of(level, ManagedType.REGISTERED_MODELS).map(ManagedLevel::name);
    }

    /// What a level on a serving endpoint is called on the managed platform; empty where there is none.
    public static Optional<String> endpointName(Level level) {
        return ManagedLevel.of(level, ManagedType.SERVING_ENDPOINTS).map(ManagedLevel::name);
    }

    /// Tells all servers that somebody's rights changed, other than by their roles.
    public static void changed(Transaction tx, long user) {
        new RightsVersionStore(tx).raise(user);
    }

    /// Lets somebody new use the default workspace, as long as that has the role for it.
    public static void welcome(Transaction tx, long user) {
        RoleStore store = new RoleStore(tx);
        store.find(Workspace.DEFAULT.id(), USER).ifPresent(role -> store.assign(role.id(), user));
        new RightsVersionStore(tx).raise(user);
    }

    /// Forgets what is remembered of everybody's rights, since the number of a workspace may be given again.
    public static void forgetAll(Transaction tx) {
        new RightsVersionStore(tx).raise();
    }

    /// Sees to it that what is remembered of the rights of somebody who is about to be deleted is never taken for those
    /// of another one, to whom the database gives their number.
    public static void forgetUser(Transaction tx, long user) {
        new RightsVersionStore(tx).raiseAbove(user);
    }

    /// Lets a thing be managed by who created it.
    public static void own(Transaction tx, Caller creator, Resource kind, String id) {
        if (creator.workspace().isHidden()) {
            return; // whose it is, the catalogue knows
        }
        new RoleStore(tx).user(creator.user()).ifPresent(user -> {
            long role = OwnRoles.of(tx, user, creator.workspace());
            new RoleStore(tx).setPermission(role, GrantedType.of(kind).wireName(), id, Level.MANAGE.name());
            new RightsVersionStore(tx).raise(user);
        });
    }

    /// Takes permissions on a thing along to its new name.
    public static void rename(Transaction tx, Workspace workspace, Resource kind, String from, String to) {
        if (new GrantStore(tx).rename(workspace.id(), GrantedType.of(kind).wireName(), from, to) > 0) {
            new RightsVersionStore(tx).raise();
        }
    }

    /// Lets people and groups keep in another workspace what they themselves are given on things that move there.
    public static void move(Transaction tx, Workspace from, Workspace to) {
        for (GrantStore.Own given : new GrantStore(tx).own(from.id())) {
            new RoleStore(tx)
                    .addPermission(OwnRoles.of(tx, given.user(), to), given.type(), given.id(), given.permission());
        }
    }

    /// Forgets in a workspace what is given on things that have names, not ids, as all of them go.
    public static void forgetNamed(Transaction tx, Workspace workspace) {
        for (Resource kind : List.of(Resource.REGISTERED_MODEL, Resource.PROMPT)) {
            new GrantStore(tx).deleteAll(workspace.id(), GrantedType.of(kind).wireName());
        }
    }

    /// Removes all permissions on an experiment that is purged, whose number may be given again.
    public static void forgetExperiment(Transaction tx, long id) {
        if (new GrantStore(tx).deleteExperiment(id) > 0) {
            new RightsVersionStore(tx).raise();
        }
    }

    /// Removes all permissions on a thing that is gone, so that nobody has them on another one of its name.
    public static void forget(Transaction tx, Workspace workspace, Resource kind, String id) {
        if (new GrantStore(tx).delete(workspace.id(), GrantedType.of(kind).wireName(), id) > 0) {
            new RightsVersionStore(tx).raise();
        }
    }
}
