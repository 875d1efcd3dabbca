package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.PrincipalKind;
import dev.cairn.access.Rights;
import dev.cairn.background.Background;
import dev.cairn.browsers.PublicAddress;
import dev.cairn.config.SignOnConfig;
import dev.cairn.db.Database;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.Routes;
import dev.cairn.oidc.Provider;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.identity.CreateToken;
import dev.cairn.protocol.identity.DeleteToken;
import dev.cairn.protocol.identity.DeleteUser;
import dev.cairn.protocol.identity.ListTokens;
import dev.cairn.protocol.identity.TokenInfo;
import dev.cairn.protocol.identity.UpdateUserAdmin;
import dev.cairn.protocol.identity.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one public door of identity: who may come in, the routes of accounts, tokens and sessions, and what the command
/// line does with them.
public final class Identity {
    private final Database database;
    private final SetUpToken setUp = new SetUpToken();
    private final Users users;
    private final Tokens tokens;
    private final BrowserSessions sessions;
    private final AskedWorkspace workspaces;
    private final SignIn signIn;
    private final SignOns signOns;
    private final Devices devices;
    private final ClientSecrets programs;
    private final Optional<Provider> provider;
    private final PublicAddress address;

    /// Where people come in by passwords and tokens alone.
    public Identity(Database database, Permissions permissions, InstantSource clock) {
        this(database, permissions, SignOnConfig.NONE, clock);
    }

    /// With what the settings say of how people come in.
    public Identity(Database database, Permissions permissions, SignOnConfig settings, InstantSource clock) {
        this(database, permissions, settings, clock, new Passwords());
    }

    Identity(
            Database database,
            Permissions permissions,
            SignOnConfig settings,
            InstantSource clock,
            Passwords passwords) {
        Attempts attempts = new Attempts(clock);
        this.database = database;
        users = new Users(database, passwords, attempts, clock);
        tokens = new Tokens(database, clock);
        sessions = new BrowserSessions(database, clock);
        workspaces = new AskedWorkspace(database);
        programs = new ClientSecrets(database, clock);
        devices = new Devices(database, tokens, attempts, clock);
        signOns = new SignOns(database, users, clock);
        provider = Optional.ofNullable(settings.oidc()).map(oidc -> new Provider(oidc, clock));
        address = new PublicAddress(settings.publicUrl());
        signIn = new SignIn(
                database,
                passwords,
                attempts,
                permissions,
                workspaces,
                signOns,
                new ProxySender(settings.proxy()),
                clock);
    }

    /// Adds the routes of accounts, tokens and sessions.
    ///
    /// @param hasAccounts whether callers sign in; without accounts, these routes only say so
    public void register(Routes routes, boolean hasAccounts) {
        IdentityApi api = new IdentityApi(routes, hasAccounts);
        api.users(users);
        api.tokens(tokens, new ManagedTokens(database, tokens));
        api.sessions(
                sessions,
                new SessionRoutes(
                        database, users, signIn, sessions, setUp, new SignOut(provider, address), hasAccounts));
        api.devices(devices);
        api.secrets(programs);
        api.oauth(new OAuthRoutes(devices, programs, address));
        api.signOn(provider.map(known -> new SignOnRoutes(known, signOns, sessions, address)));
    }

    /// Lets the server forget what is over.
    public void start(Background background) {
        sessions.start(background);
        devices.start(background);
        programs.start(background);
    }

    /// Who asks each request for its sender, or takes everybody for the owner of a server without accounts.
    public Doorkeeper doorkeeper(boolean hasAccounts) {
        return hasAccounts
                ? signIn
                : (exchange, permission) -> permission instanceof Permission.Open
                        ? Caller.ANYONE
                        : Caller.LOCAL_OWNER.in(workspaces.of(exchange)).asking(permission);
    }

    /// With which the first administrator is made, as long as there is none.
    public Optional<String> setUpToken() {
        return hasAdmin() ? Optional.empty() : Optional.of(setUp.value());
    }

    /// Whether there is somebody who could let others in.
    public boolean hasAdmin() {
        return database.read(tx -> new UserStore(tx).hasAdmin());
    }

    public User addUser(String username, String password, boolean isAdmin) {
        return users.add(username, password, isAdmin).user();
    }

    /// The accounts of people, or of programs.
    public List<Profile> profiles(PrincipalKind kind) {
        return users.all(kind);
    }

    /// What a directory does with accounts.
    public Provisioning provisioning() {
        return new Provisioning(users);
    }

    /// Adds a program.
    ///
    /// @param applicationId a UUID; by which it signs in, and is known wherever a name stands
    public User addServicePrincipal(String displayName, String applicationId) {
        return users.addServicePrincipal(displayName, applicationId);
    }

    /// Lets a person or a program sign in, or no longer.
    public void setActive(String username, boolean isActive) {
        users.setActive(username, isActive);
    }

    public void setPassword(String username, String password) {
        Act.isAbout("username", username);
        users.resetPassword(username, password);
    }

    public void setAdmin(String username, boolean isAdmin) {
        Act.isAbout("username", username);
        users.setAdmin(Caller.LOCAL_OWNER, new UpdateUserAdmin(username, isAdmin));
    }

    /// Ties an account to somebody for whom an issuer vouches.
    public void link(String username, String issuer, String subject) {
        signOns.link(username, issuer, subject);
    }

    /// Unties an account from all who vouch for its owner, and returns of how many.
    public int unlink(String username) {
        return signOns.unlink(username);
    }

    public void deleteUser(String username) {
        Act.isAbout("username", username);
        users.delete(Caller.LOCAL_OWNER, new DeleteUser(username));
    }

    /// A new token in somebody's name.
    ///
    /// @param lifetime null for a token without an end
    /// @param scopes   `read` for one that only reads; empty for all
    public CreateToken.Response createToken(
            String username, String comment, @Nullable Duration lifetime, List<String> scopes) {
        return tokens.create(
                of(username), new CreateToken(comment, lifetime == null ? null : lifetime.toSeconds(), scopes));
    }

    public List<TokenInfo> tokens(String username) {
        return tokens.list(of(username), new ListTokens()).tokenInfos();
    }

    public void revokeToken(String username, String tokenId) {
        Act.isAbout("username", username);
        Act.isAbout("token_id", tokenId);
        tokens.delete(of(username), new DeleteToken(tokenId));
    }

    private static Caller of(String username) {
        return new Caller(username, false, Caller.LOCAL_OWNER.workspace(), Rights.NONE, Permission.signedIn());
    }
}
