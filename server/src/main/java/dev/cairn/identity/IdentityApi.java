package dev.cairn.identity;

import static dev.cairn.access.Resource.SERVER;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.identity.ConfirmDevice;
import dev.cairn.protocol.identity.CreateClientSecret;
import dev.cairn.protocol.identity.CreateProgramToken;
import dev.cairn.protocol.identity.CreateSession;
import dev.cairn.protocol.identity.CreateToken;
import dev.cairn.protocol.identity.CreateUser;
import dev.cairn.protocol.identity.DeleteClientSecret;
import dev.cairn.protocol.identity.DeleteManagedToken;
import dev.cairn.protocol.identity.DeleteSession;
import dev.cairn.protocol.identity.DeleteToken;
import dev.cairn.protocol.identity.DeleteUser;
import dev.cairn.protocol.identity.EndSession;
import dev.cairn.protocol.identity.GetCurrentUser;
import dev.cairn.protocol.identity.GetDevice;
import dev.cairn.protocol.identity.GetManagedToken;
import dev.cairn.protocol.identity.GetSession;
import dev.cairn.protocol.identity.GetUser;
import dev.cairn.protocol.identity.ListClientSecrets;
import dev.cairn.protocol.identity.ListManagedTokens;
import dev.cairn.protocol.identity.ListSessions;
import dev.cairn.protocol.identity.ListTokens;
import dev.cairn.protocol.identity.ListUsers;
import dev.cairn.protocol.identity.SetUp;
import dev.cairn.protocol.identity.UpdateUserAdmin;
import dev.cairn.protocol.identity.UpdateUserPassword;
import java.util.Optional;

/// The routes of accounts, tokens and sessions. A server without accounts has them in its table, and answers 404.
final class IdentityApi {
    private final Routes routes;
    private final boolean hasAccounts;

    IdentityApi(Routes routes, boolean hasAccounts) {
        this.routes = routes;
        this.hasAccounts = hasAccounts;
    }

    void users(Users rules) {
        Permission admin = Permission.manage(SERVER);
        Permission own = Permission.account();
        Routes.Api api = routes.api("2.0/mlflow");
        api.keyless(Method.POST, "users/create", admin, CreateUser.class, here(rules::create));
        api.get("users/list", admin, ListUsers.class, here(rules::list));
        api.get("users/get", own, GetUser.class, here(rules::get));
        api.get("users/current", own, GetCurrentUser.class, here(rules::current));
        api.keyless(Method.PATCH, "users/update-password", own, UpdateUserPassword.class, here(rules::setPassword));
        api.patch("users/update-admin", admin, UpdateUserAdmin.class, here(rules::setAdmin));
        api.delete("users/delete", admin, DeleteUser.class, here(rules::delete));
    }

    /// As the managed platform's SDKs call them.
    void tokens(Tokens rules, ManagedTokens managed) {
        Routes.Api api = routes.api("2.0");
        api.keyless(Method.POST, "token/create", Permission.account(), CreateToken.class, here(rules::create));
        api.get("token/list", Permission.account(), ListTokens.class, here(rules::list));
        api.post("token/delete", Permission.account(), DeleteToken.class, here(rules::delete));
        Permission admin = Permission.manage(SERVER);
        api.get("token-management/tokens", admin, ListManagedTokens.class, here(managed::list));
        api.keyless(
                Method.POST,
                "token-management/on-behalf-of/tokens",
                admin,
                CreateProgramToken.class,
                here(managed::create));
        api.get("token-management/tokens/{token_id}", admin, GetManagedToken.class, here(managed::get));
        api.delete("token-management/tokens/{token_id}", admin, DeleteManagedToken.class, here(managed::delete));
    }

    void sessions(BrowserSessions rules, SessionRoutes session) {
        Routes.Api api = routes.api("3.0/cairn");
        Permission open = Permission.open();
        api.raw(Method.GET, "session/get", open, GetSession.class, session::get);
        api.raw(Method.POST, "session/create", open, CreateSession.class, here(session::create));
        api.raw(Method.POST, "session/set-up", open, SetUp.class, here(session::setUp));
        api.raw(Method.POST, "session/delete", open, EndSession.class, here(session::delete));
        api.get("sessions/list", Permission.account(), ListSessions.class, here(rules::list));
        api.delete("sessions/delete", Permission.account(), DeleteSession.class, here(rules::delete));
    }

    /// What a person is asked before a command line may act in their name.
    void devices(Devices rules) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get("device/get", Permission.account(), GetDevice.class, here(rules::get));
        api.keyless(Method.POST, "device/confirm", Permission.account(), ConfirmDevice.class, here(rules::confirm));
    }

    /// With what programs get themselves tokens, as the managed platform's SDKs call them.
    void secrets(ClientSecrets rules) {
        Permission admin = Permission.manage(SERVER);
        String path = "accounts/servicePrincipals/{service_principal_id}/credentials/secrets";
        Routes.Api api = routes.api("2.0");
        api.keyless(Method.POST, path, admin, CreateClientSecret.class, here(rules::create));
        api.get(path, admin, ListClientSecrets.class, here(rules::list));
        api.delete(path + "/{secret_id}", admin, DeleteClientSecret.class, here(rules::delete));
    }

    /// Where programs get themselves tokens, at the paths that the managed platform has.
    void oauth(OAuthRoutes rules) {
        Routes.Api root = routes.root();
        root.raw(Method.POST, "oidc/v1/device_authorization", Permission.open(), here(rules::device));
        root.raw(Method.GET, ".well-known/databricks-config", Permission.open(), rules::describeHost);
        root.raw(Method.GET, "oidc/.well-known/oauth-authorization-server", Permission.open(), rules::describe);
        root.raw(Method.GET, "oidc/.well-known/openid-configuration", Permission.open(), rules::describe);
        root.raw(Method.POST, "oidc/v1/token", Permission.open(), here(rules::token));
    }

    /// Browsers are sent there and back by links alone, so that these paths have no prefix.
    void signOn(Optional<SignOnRoutes> rules) {
        Routes.Api root = routes.root();
        root.raw(Method.GET, "oidc/login", Permission.open(), here(rules.map(known -> known::login)));
        root.raw(Method.GET, "oidc/callback", Permission.open(), here(rules.map(known -> known::callback)));
    }

    private Endpoint.Stream here(Optional<Endpoint.Stream> stream) {
        return here(stream.orElse(exchange -> {
            throw new ApiException(
                    ErrorCode.ENDPOINT_NOT_FOUND, "This server knows no provider: start it with --oidc-issuer.");
        }));
    }

    private <Q> Endpoint.Rule<Q> here(Endpoint.Rule<Q> rule) {
        return hasAccounts
                ? rule
                : (caller, request) -> {
                    throw noAccounts();
                };
    }

    private Endpoint.Stream here(Endpoint.Stream stream) {
        return hasAccounts
                ? stream
                : exchange -> {
                    throw noAccounts();
                };
    }

    private static ApiException noAccounts() {
        return new ApiException(
                ErrorCode.ENDPOINT_NOT_FOUND, "This server has no accounts: start it with --accounts on to have some.");
    }
}
