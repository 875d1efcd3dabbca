package dev.cairn.protocol.secrets;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST secrets/scopes/create`.
///
/// @param initialManagePrincipal `users` for everybody who uses the workspace; the caller if nobody says
/// @param backendAzureKeyvault   refused
public record CreateSecretScope(
        String scope,
        @Nullable String initialManagePrincipal,
        @Nullable ScopeBackendType scopeBackendType,
        @Nullable Map<String, Object> backendAzureKeyvault) {
    public CreateSecretScope {
        Require.text("scope", scope);
    }
}
