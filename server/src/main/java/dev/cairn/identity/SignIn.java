package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.Exchange;
import dev.cairn.http.Guard;
import dev.cairn.oidc.Person;
import dev.cairn.oidc.SignOnFailure;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.identity.User;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Asks each request who sends it, and what they may do. What it shows is looked up in the database each time, so that
/// what was revoked here or on another server is over with the next request; that a password fitted its hash is
/// remembered, and the rights of people as long as they are the same.
final class SignIn implements Doorkeeper {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Database database;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Permissions permissions;
    private final AskedWorkspace workspaces;
    private final SignOns signOns;
    private final ProxySender proxies;
    private final InstantSource clock;

    SignIn(
            Database database,
            Passwords passwords,
            Attempts attempts,
            Permissions permissions,
            AskedWorkspace workspaces,
            SignOns signOns,
            ProxySender proxies,
            InstantSource clock) {
        this.database = database;
        this.permissions = permissions;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.attempts = attempts;
        this.signOns = signOns;
        this.proxies = proxies;
        this.clock = clock;
    }

    @Override
    public Caller admit(Exchange exchange, Permission permission) {
        if (permission instanceof Permission.Open) {
            return Caller.ANYONE;
        }
        Credentials shown = Credentials.of(exchange, proxies)
                .orElseThrow(
                        () -> proxies.told(
                                exchange,
                                Refusals.unauthenticated(
                                        "Sign in: set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.")));
        Sender sender = sender(shown, exchange);
        Workspace workspace = workspaces.of(exchange);
        try {
            return admit(sender, workspace, exchange.method(), permission);
        } catch (ApiException refused) {
            throw refused.by(sender.by(Optional.of(workspace).filter(some -> permission.isOfWorkspace())));
        }
    }

    private Caller admit(Sender sender, Workspace workspace, String method, Permission permission) {
        User user = sender.user();
        if (sender.isReader() && !TokenScope.READ.allows(permission, method)) {
            throw ApiException.denied("This token only reads: make another one, with the scope all-apis.");
        }
        Rights rights = user.isAdmin() ? Rights.ALL : permissions.rights(user.id(), workspace, sender.rightsVersion());
        if (rights.isEmpty() && !workspace.equals(Workspace.DEFAULT)) {
            throw Permissions.noSuchWorkspace(workspace.name());
        }
        Caller caller = new Caller(user.username(), user.isAdmin(), workspace, rights, permission, sender.via());
        permission.needs().forEach(need -> require(caller, need));
        if (permission instanceof Permission.Creates(Resource resource) && !rights.mayCreate(resource)) {
            throw ApiException.denied("Whoever creates a %s needs a role in the workspace '%s' that lets them use it."
                    .formatted(resource.words(), workspace.name()));
        }
        return caller;
    }

    /// What can be told without looking at anything.
    private static void require(Caller caller, Permission.Needs need) {
        if (need.level() != Level.MANAGE) {
            return;
        }
        if (need.resource() == Resource.SERVER && !caller.isAdmin()) {
            throw ApiException.denied("Only administrators may do this.");
        }
        if (need.resource() == Resource.WORKSPACE) {
            Guard.requireManages(caller.rights(), caller.workspace());
        }
    }

    /// Who sent a request to a route that is open to anyone, if they show it and it holds.
    Optional<User> sender(Exchange exchange) {
        try {
            return Credentials.of(exchange, proxies)
                    .map(shown -> sender(shown, exchange).user());
        } catch (ApiException refused) {
            if (refused.code() == ErrorCode.UNAUTHENTICATED) {
                exchange.isRefused(refused);
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Sender sender(Credentials shown, Exchange exchange) {
        return active(shownBy(shown, exchange));
    }

    /// Whoever is let in comes through here, by whatever they show.
    private static Sender active(Sender sender) {
        if (!sender.isActive()) {
            throw Refusals.unauthenticated("Your account is disabled: ask an administrator.")
                    .by(sender.by(Optional.empty()))
                    .telling("reason", "disabled");
        }
        return sender;
    }

    private Sender shownBy(Credentials shown, Exchange exchange) {
        return switch (shown) {
            case Credentials.NameAndPassword(String username, String password) -> {
                requireOwnPage(exchange, exchange.header("Origin").isPresent());
                yield withPassword(username, password, exchange.remoteAddress())
                        .sender()
                        .by("password");
            }
            case Credentials.Token token -> withToken(token);
            case Credentials.Vouched(Person person) -> vouched(person, exchange);
            case Credentials.Cookie(String value) -> withCookie(value, exchange);
        };
    }

    /// The account whose name and password these are.
    ///
    /// @param address from where they were sent
    /// @throws ApiException the same one for a wrong name and a wrong password; another one to who knows the
    ///                      password of an account that is disabled
    Account withPassword(String username, String password, String address) {
        if (username.length() > Users.MAX_NAME || password.length() > Passwords.MAX_LENGTH) {
            throw wrong();
        }
        Optional<Account> account = database.read(tx -> new UserStore(tx).find(username));
        if (account.isPresent()
                && passwords.fittedBefore(password, account.get().passwordHash())) {
            active(account.get().sender());
            return account.get();
        }
        attempts.begin(username, address);
        if (account.isEmpty()) {
            passwords.compareWithNobodys(password);
            throw wrong();
        }
        if (!passwords.fits(password, account.get().passwordHash())) {
            throw wrong().by(Act.By.named(account.get().user().username()));
        }
        attempts.wasRight(username, address);
        active(account.get().sender());
        return account.get();
    }

    private static ApiException wrong() {
        return Refusals.unauthenticated("The user name or the password is wrong.");
    }

    private Sender withToken(Credentials.Token token) {
        return database.read(tx -> new TokenStore(tx).owner(Secrets.digest(token.value()), clock.millis()))
                .filter(sender -> token.username().isEmpty()
                        || token.username().equals("token")
                        || token.username().equalsIgnoreCase(sender.user().username()))
                .orElseThrow(() -> Refusals.unauthenticated(
                        "The token is not valid: it is wrong, expired or revoked. Make a new one under your account."));
    }

    /// A browser sends along what it knows, also for pages of others.
    ///
    /// @param byBrowser whether a browser sent the request
    private static void requireOwnPage(Exchange exchange, boolean byBrowser) {
        if (byBrowser && !HARMLESS.contains(exchange.method()) && !SessionCookie.isOfOwnPage(exchange)) {
            throw ApiException.denied("A page of another site may not do this in your name.");
        }
    }

    /// A browser has the proxy vouch for it, also for pages of others.
    private Sender vouched(Person person, Exchange exchange) {
        requireOwnPage(
                exchange,
                exchange.header("Origin").isPresent()
                        || exchange.header("Sec-Fetch-Site").isPresent());
        try {
            Act act =
                    new Act("sign-on by a proxy", Act.By.named(person.subject()), exchange.remoteAddress(), "", false);
            return act.call(() -> signOns.vouched(person, proxies.tellsGroups()))
                    .by("proxy");
        } catch (SignOnFailure failure) {
            throw Refusals.signOn(
                    failure,
                    person,
                    "You do not come in by the word of the proxy: %s. Ask an administrator."
                            .formatted(failure.getMessage()));
        }
    }

    private Sender withCookie(String value, Exchange exchange) {
        requireOwnPage(exchange, true);
        return database.read(tx -> new BrowserSessionStore(tx).user(Secrets.digest(value), clock.millis()))
                .orElseThrow(() -> Refusals.unauthenticated("You are signed out: sign in again."));
    }
}
