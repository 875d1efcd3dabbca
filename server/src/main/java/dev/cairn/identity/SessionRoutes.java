package dev.cairn.identity;

import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.protocol.identity.CreateSession;
import dev.cairn.protocol.identity.EndSession;
import dev.cairn.protocol.identity.GetSession;
import dev.cairn.protocol.identity.SetUp;
import java.io.IOException;

/// What pages call before anybody is signed in. They read and set the cookie, for which a rule has no hand.
final class SessionRoutes {
    private static final String JSON = "application/json";

    /// Of a body that anybody may send.
    private static final int MOST_BYTES = 16 * 1024;

    private final Database database;
    private final Users users;
    private final SignIn signIn;
    private final BrowserSessions sessions;
    private final SetUpToken setUp;
    private final SignOut signOut;
    private final boolean hasAccounts;

    SessionRoutes(
            Database database,
            Users users,
            SignIn signIn,
            BrowserSessions sessions,
            SetUpToken setUp,
            SignOut signOut,
            boolean hasAccounts) {
        this.database = database;
        this.users = users;
        this.signIn = signIn;
        this.sessions = sessions;
        this.setUp = setUp;
        this.signOut = signOut;
        this.hasAccounts = hasAccounts;
    }

    void get(Exchange exchange) {
        if (!hasAccounts) {
            exchange.sendJson(new GetSession.Response(false, false, null, null, null));
            return;
        }
        exchange.sendJson(new GetSession.Response(
                true,
                !database.read(tx -> new UserStore(tx).hasAdmin()),
                signIn.sender(exchange).orElse(null),
                sessions.current(exchange).orElse(null),
                signOut.label().orElse(null)));
    }

    void create(Exchange exchange) throws IOException {
        CreateSession request = read(exchange, CreateSession.class);
        open(exchange, signIn.withPassword(request.username(), request.password(), exchange.remoteAddress()));
    }

    void setUp(Exchange exchange) throws IOException {
        SetUp request = read(exchange, SetUp.class);
        if (!setUp.is(request.token())) {
            throw ApiException.denied("This is not the token that the server printed when it started last.");
        }
        open(exchange, users.addFirst(request.username(), request.password()));
    }

    /// Of JSON alone, which browsers send for no page of another site without asking first.
    private static <Q> Q read(Exchange exchange, Class<Q> request) throws IOException {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.regionMatches(true, 0, JSON, 0, JSON.length())) {
            throw ApiException.invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
        byte[] body = BoundedBody.read(exchange, MOST_BYTES);
        return Json.read(body, request);
    }

    private void open(Exchange exchange, Account account) {
        sessions.open(exchange, account, null);
        exchange.sendJson(new CreateSession.Response(account.user()));
    }

    void delete(Exchange exchange) throws IOException {
        read(exchange, EndSession.class);
        exchange.sendJson(new EndSession.Response(sessions.close(exchange)
                .flatMap(issuer -> signOut.of(issuer, exchange))
                .orElse(null)));
    }
}
