package dev.cairn.secrets;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.secrets.AclItem;
import dev.cairn.protocol.secrets.AclPermission;
import dev.cairn.protocol.secrets.DeleteSecretAcl;
import dev.cairn.protocol.secrets.GetSecretAcl;
import dev.cairn.protocol.secrets.ListSecretAcls;
import dev.cairn.protocol.secrets.PutSecretAcl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may do what with a scope, which is for its managers to know and to say.
record Acls(Database database) {
    /// The group of everybody who uses the workspace.
    static final String USERS = "users";

    Empty put(Caller caller, PutSecretAcl request) {
        Act.isAbout("permission", request.permission().name());
        return database.write(tx -> {
            AclStore store = locked(new Gate(tx, caller), request.scope(), request.principal());
            if (request.principal().equals(USERS)) {
                store.putOfUsers(request.permission());
            } else {
                store.put(
                        store.principal(request.principal())
                                .orElseThrow(() -> ApiException.invalidValue(
                                        "principal",
                                        request.principal(),
                                        "there is no such person, program or group.")),
                        request.permission());
            }
            return Empty.EMPTY;
        });
    }

    Empty delete(Caller caller, DeleteSecretAcl request) {
        return database.write(tx -> {
            AclStore store = locked(new Gate(tx, caller), request.scope(), request.principal());
            if (find(store, request.principal()).isEmpty()) {
                throw missing(request.scope(), request.principal());
            }
            if (request.principal().equals(USERS)) {
                store.putOfUsers(null);
            } else {
                store.principal(request.principal()).ifPresent(store::delete);
            }
            return Empty.EMPTY;
        });
    }

    AclItem get(Caller caller, GetSecretAcl request) {
        return database.read(tx -> {
            Act.isAbout("principal", request.principal());
            AclStore store = seen(new Gate(tx, caller), request.scope());
            return find(store, request.principal())
                    .map(permission -> new AclItem(request.principal(), permission))
                    .orElseThrow(() -> missing(request.scope(), request.principal()));
        });
    }

    ListSecretAcls.Response list(Caller caller, ListSecretAcls request) {
        List<AclItem> items = database.read(tx -> {
            AclStore store = seen(new Gate(tx, caller), request.scope());
            return Stream.concat(
                            store.ofUsers().map(permission -> new AclItem(USERS, permission)).stream(),
                            store.list().stream())
                    .toList();
        });
        return new ListSecretAcls.Response(items);
    }

    private static AclStore seen(Gate gate, String scope) {
        return new AclStore(gate.tx(), gate.find(scope, AclPermission.MANAGE).id());
    }

    private static AclStore locked(Gate gate, String scope, String principal) {
        Act.isAbout("principal", principal);
        return new AclStore(gate.tx(), gate.locked(scope, AclPermission.MANAGE).id());
    }

    private static Optional<AclPermission> find(AclStore store, String principal) {
        return principal.equals(USERS)
                ? store.ofUsers()
                : store.principal(principal).flatMap(store::find);
    }

    private static ApiException missing(String scope, String principal) {
        return ApiException.missing("Nothing is given to '%s' on the secret scope '%s'.".formatted(principal, scope));
    }
}
