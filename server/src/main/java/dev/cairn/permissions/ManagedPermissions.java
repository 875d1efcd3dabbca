package dev.cairn.permissions;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.permissions.AccessControlRequest;
import dev.cairn.protocol.permissions.AccessControlResponse;
import dev.cairn.protocol.permissions.GetObjectPermissions;
import dev.cairn.protocol.permissions.GetPermissionLevels;
import dev.cairn.protocol.permissions.ObjectPermission;
import dev.cairn.protocol.permissions.SetObjectPermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The managed platform's face of permissions on a thing: lists of who may do what. Behind it are the
/// same roles; what is given on a thing itself is in the own roles of people, programs and groups.
final class ManagedPermissions {
    private static final int MAX_ENTRIES = 1_000;

    private final Database database;
    private final Changes changes;

    ManagedPermissions(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    GetPermissionLevels.Response levels(Caller caller, GetPermissionLevels request) {
        return database.read(tx -> {
            ManagedThing thing = thing(tx, caller, request.objectType(), request.objectId());
            return new GetPermissionLevels.Response(ManagedLevel.in(thing.type()).stream()
                    .map(level -> new GetPermissionLevels.Described(level.name(), level.description()))
                    .toList());
        });
    }

    GetObjectPermissions.Response get(Caller caller, GetObjectPermissions request) {
        return database.read(tx -> {
            ManagedThing thing = managed(tx, caller, request.objectType(), request.objectId());
            return new GetObjectPermissions.Response(thing.path(), thing.type().title(), list(tx, caller, thing));
        });
    }

    /// Denials stay, but of whom the list names: they have no word in it.
    SetObjectPermissions.Response set(Caller caller, SetObjectPermissions request) {
        return change(caller, request, true);
    }

    SetObjectPermissions.Response update(Caller caller, SetObjectPermissions request) {
        return change(caller, request, false);
    }

    private SetObjectPermissions.Response change(Caller caller, SetObjectPermissions request, boolean isWhole) {
        if (request.accessControlList().size() > MAX_ENTRIES) {
            throw ApiException.invalid("`access_control_list` has at most %d entries.".formatted(MAX_ENTRIES));
        }
        return database.write(tx -> {
            ManagedThing thing = managed(tx, caller, request.objectType(), request.objectId());
            Act.isAbout("resource_type", thing.granted().wireName());
            Act.isAbout("resource_id", thing.pattern());
            Map<Long, ManagedLevel> asked = asked(tx, thing.type(), request.accessControlList());
            Map<Long, GivenRow> before = direct(tx, caller, thing);
            if (isWhole) {
                before.values().stream()
                        .filter(given -> !asked.containsKey(given.principal())
                                && given.told(thing).isPresent())
                        .forEach(given -> new RoleStore(tx)
                                .deletePermission(given.role(), thing.granted().wireName(), thing.pattern()));
            }
            asked.forEach((principal, level) -> give(tx, caller, thing, principal, level, before.get(principal)));
            new RightsVersionStore(tx).raise();
            tell(tx, caller, thing, before);
            return new SetObjectPermissions.Response(thing.path(), thing.type().title(), list(tx, caller, thing));
        });
    }

    private void tell(Transaction tx, Caller caller, ManagedThing thing, Map<Long, GivenRow> before) {
        Map<Long, GivenRow> after = direct(tx, caller, thing);
        Map<Long, GivenRow> all = new LinkedHashMap<>(before);
        all.putAll(after);
        all.forEach((principal, given) -> changes.tell(
                tx,
                caller,
                new PermissionChange(
                        caller.workspace(),
                        given.type(),
                        given.pattern(),
                        given.name(),
                        permission(before.get(principal)),
                        permission(after.get(principal)))));
    }

    private static @Nullable String permission(@Nullable GivenRow given) {
        return given == null ? null : given.permission();
    }

    /// A stored word that is told as the level that is asked for stays as it is.
    private static void give(
            Transaction tx,
            Caller caller,
            ManagedThing thing,
            long principal,
            ManagedLevel level,
            @Nullable GivenRow before) {
        if (before == null
                || !ManagedLevel.ofStored(before.permission(), thing.type()).equals(Optional.of(level))) {
            long role = OwnRoles.of(tx, principal, caller.workspace());
            new RoleStore(tx).setPermission(role, thing.granted().wireName(), thing.pattern(), level.stored());
        }
    }

    /// The highest level that is asked for each, by their numbers.
    private static Map<Long, ManagedLevel> asked(
            Transaction tx, ManagedType type, List<AccessControlRequest> requests) {
        Map<Long, ManagedLevel> asked = new LinkedHashMap<>();
        for (AccessControlRequest request : requests) {
            Act.isAbout("permission_level", request.permissionLevel());
            asked.merge(
                    principal(tx, request),
                    ManagedLevel.of(request.permissionLevel(), type),
                    (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return asked;
    }

    private static long principal(Transaction tx, AccessControlRequest request) {
        long named = Stream.of(request.userName(), request.groupName(), request.servicePrincipalName())
                .filter(Objects::nonNull)
                .count();
        if (named != 1) {
            throw ApiException.invalid("An entry names a user_name, a group_name or a service_principal_name.");
        }
        if (request.userName() != null) {
            return principal(tx, PrincipalKind.USER, request.userName());
        }
        return request.groupName() != null
                ? principal(tx, PrincipalKind.GROUP, request.groupName())
                : principal(
                        tx, PrincipalKind.SERVICE_PRINCIPAL, Objects.requireNonNull(request.servicePrincipalName()));
    }

    private static long principal(Transaction tx, PrincipalKind kind, String name) {
        Act.isAbout(kind == PrincipalKind.GROUP ? "group_name" : "username", name);
        return new ManagedThingStore(tx)
                .principal(kind, name)
                .orElseThrow(() -> ApiException.missing("Principal %s '%s' does not exist."
                        .formatted(
                                kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), name)));
    }

    private static Map<Long, GivenRow> direct(Transaction tx, Caller caller, ManagedThing thing) {
        Map<Long, GivenRow> direct = new LinkedHashMap<>();
        new ManagedThingStore(tx)
                .given(caller.workspace(), thing).stream()
                        .filter(given -> given.isDirect(thing))
                        .forEach(given -> direct.put(given.principal(), given));
        return direct;
    }

    private static List<AccessControlResponse> list(Transaction tx, Caller caller, ManagedThing thing) {
        ManagedThingStore store = new ManagedThingStore(tx);
        Map<Long, GivenRow> whom = new LinkedHashMap<>();
        Map<Long, List<ObjectPermission>> permissions = new LinkedHashMap<>();
        Stream.concat(store.given(caller.workspace(), thing).stream(), store.admins().stream())
                .forEach(given -> given.told(thing).ifPresent(told -> {
                    whom.putIfAbsent(given.principal(), given);
                    permissions
                            .computeIfAbsent(given.principal(), principal -> new ArrayList<>())
                            .add(told);
                }));
        return whom.values().stream()
                .map(given -> told(given, permissions.getOrDefault(given.principal(), List.of())))
                .toList();
    }

    private static AccessControlResponse told(GivenRow given, List<ObjectPermission> all) {
        String name = given.name();
        String shown = Objects.requireNonNullElse(given.displayName(), name);
        return switch (given.kind()) {
            case USER -> new AccessControlResponse(name, null, null, shown, all);
            case GROUP -> new AccessControlResponse(null, name, null, shown, all);
            case SERVICE_PRINCIPAL -> new AccessControlResponse(null, null, name, shown, all);
        };
    }

    private static ManagedThing managed(Transaction tx, Caller caller, String type, String id) {
        ManagedThing thing = thing(tx, caller, type, id);
        new Standing(tx, caller).requireGrants(thing.granted(), thing.pattern());
        return thing;
    }

    /// A thing of the workspace that the caller sees.
    private static ManagedThing thing(Transaction tx, Caller caller, String type, String id) {
        ManagedType managed = ManagedType.of(type);
        return number(id)
                .flatMap(number -> find(tx, caller, managed, number))
                .filter(thing -> caller.rights()
                                .level(Objects.requireNonNull(thing.granted().resource()), thing.pattern())
                        != Level.NONE)
                .orElseThrow(() -> ApiException.missing("There is no /%s/%s.".formatted(managed.path(), id)));
    }

    private static Optional<ManagedThing> find(Transaction tx, Caller caller, ManagedType type, long id) {
        ManagedThingStore store = new ManagedThingStore(tx);
        return switch (type) {
            case EXPERIMENTS -> store.experiment(caller.workspace(), id);
            case REGISTERED_MODELS -> store.model(caller.workspace(), id);
            case SERVING_ENDPOINTS -> store.endpoint(caller.workspace(), id);
        };
    }

    private static Optional<Long> number(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }
}
