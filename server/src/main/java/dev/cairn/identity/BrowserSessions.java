package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.identity.BrowserSession;
import dev.cairn.protocol.identity.DeleteSession;
import dev.cairn.protocol.identity.ListSessions;
import dev.cairn.text.NewIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Browsers that are signed in, each with a cookie of its own that ends after two weeks.
final class BrowserSessions {
    static final Duration LIFETIME = Duration.ofDays(14);

    private static final int MAX_SESSIONS = 100;
    private static final int MAX_BROWSER = 250;
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;

    BrowserSessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Lets the server forget the sessions that are over.
    void start(Background background) {
        background.every(SWEEP_PAUSE, "browser-sessions", this::sweep);
    }

    /// Signs a browser in, and one out that has been it for long if there are very many.
    ///
    /// @param account with the hash that the password fitted: one that was changed meanwhile opens nothing
    /// @param issuer  by whose word; null where by the password
    void open(Exchange exchange, Account account, @Nullable String issuer) {
        String secret = Secrets.fresh("");
        long now = clock.millis();
        String browser = exchange.header("User-Agent").orElse("");
        BrowserSession session = new BrowserSession(
                NewIds.of(""),
                now,
                now + LIFETIME.toMillis(),
                browser.substring(0, Math.min(MAX_BROWSER, browser.length())),
                exchange.remoteAddress());
        database.write(tx -> {
            if (new UserStore(tx)
                    .locked(account.user().username())
                    .filter(account::isStill)
                    .isEmpty()) {
                throw Refusals.unauthenticated("The account has just been changed: sign in again.");
            }
            BrowserSessionStore store = new BrowserSessionStore(tx);
            store.insert(account.user().id(), session, Secrets.digest(secret), issuer);
            Act.isAbout("username", account.user().username());
            Act.isAbout("session_id", session.sessionId());
            store.deleteAllBut(account.user().id(), MAX_SESSIONS);
            return true;
        });
        SessionCookie.set(exchange, secret, LIFETIME);
    }

    /// Signs the browser out that asks, and tells by whose word it came in, if by anybody's.
    Optional<String> close(Exchange exchange) {
        Optional<String> issuer = SessionCookie.of(exchange)
                .map(Secrets::digest)
                .flatMap(digest -> database.write(tx -> {
                    BrowserSessionStore store = new BrowserSessionStore(tx);
                    Optional<String> found = store.issuer(digest);
                    store.deleteByDigest(digest);
                    return found;
                }));
        SessionCookie.clear(exchange);
        return issuer;
    }

    /// The id of the browser that asks, if it is signed in.
    Optional<String> current(Exchange exchange) {
        return SessionCookie.of(exchange)
                .flatMap(secret ->
                        database.read(tx -> new BrowserSessionStore(tx).id(Secrets.digest(secret), clock.millis())));
    }

    ListSessions.Response list(Caller caller, ListSessions request) {
        return new ListSessions.Response(database.read(
                tx -> new BrowserSessionStore(tx).list(Permissions.userId(tx, caller.user()), clock.millis())));
    }

    Empty delete(Caller caller, DeleteSession request) {
        return database.write(tx -> {
            if (!new BrowserSessionStore(tx).delete(Permissions.userId(tx, caller.user()), request.sessionId())) {
                throw ApiException.missing("You have no session with id '%s'.".formatted(request.sessionId()));
            }
            return Empty.EMPTY;
        });
    }

    int sweep() {
        return database.write(tx -> new BrowserSessionStore(tx).deleteBefore(clock.millis()));
    }
}
