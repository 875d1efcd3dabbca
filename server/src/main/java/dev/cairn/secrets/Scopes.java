package dev.cairn.secrets;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.secrets.AclPermission;
import dev.cairn.protocol.secrets.CreateSecretScope;
import dev.cairn.protocol.secrets.DeleteSecretScope;
import dev.cairn.protocol.secrets.ListSecretScopes;
import dev.cairn.protocol.secrets.ScopeBackendType;
import dev.cairn.protocol.secrets.SecretScope;
import dev.cairn.text.NewIds;

/// Scopes of secrets: made, listed and deleted with all that they hold.
record Scopes(Database database) {
    private static final int MOST = 100;

    Empty create(Caller caller, CreateSecretScope request) {
        Names.checkScope(request.scope());
        if (request.scopeBackendType() == ScopeBackendType.AZURE_KEYVAULT || request.backendAzureKeyvault() != null) {
            throw ApiException.invalid(
                    "This server keeps secrets itself: `scope_backend_type` is DATABRICKS, or is not given.");
        }
        String manager = request.initialManagePrincipal();
        if (manager != null && !manager.equals(Acls.USERS)) {
            throw ApiException.invalidValue(
                    "initial_manage_principal", manager, "it is 'users', or is not given, for the caller.");
        }
        Act.isAbout("secret_scope", request.scope());
        return database.write(tx -> {
            tx.alone("secret scopes of workspace " + caller.workspace().id());
            ScopeStore store = new ScopeStore(tx, caller);
            String id = NewIds.of("");
            long before = store.count();
            if (!store.insert(id, request.scope())) {
                throw ApiException.alreadyExists("Scope %s already exists!".formatted(request.scope()));
            }
            if (before >= MOST) {
                throw new ApiException(
                        ErrorCode.RESOURCE_LIMIT_EXCEEDED, "A workspace has at most %d secret scopes.".formatted(MOST));
            }
            AclStore acls = new AclStore(tx, id);
            if (manager != null) {
                acls.putOfUsers(AclPermission.MANAGE);
            } else {
                acls.account(caller.user()).ifPresent(creator -> acls.put(creator, AclPermission.MANAGE));
            }
            return Empty.EMPTY;
        });
    }

    Empty delete(Caller caller, DeleteSecretScope request) {
        return database.write(tx -> {
            Scope scope = new Gate(tx, caller).locked(request.scope(), AclPermission.MANAGE);
            new ScopeStore(tx, caller).delete(scope.id());
            return Empty.EMPTY;
        });
    }

    ListSecretScopes.Response list(Caller caller, ListSecretScopes request) {
        return new ListSecretScopes.Response(database.read(tx -> new ScopeStore(tx, caller).list()).stream()
                .map(scope -> new SecretScope(scope.name(), ScopeBackendType.DATABRICKS, scope.mine()))
                .toList());
    }
}
