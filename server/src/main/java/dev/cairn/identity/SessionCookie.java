package dev.cairn.identity;

import dev.cairn.browsers.NamedCookie;
import dev.cairn.http.Exchange;
import java.time.Duration;
import java.util.Optional;

/// The cookie of a browser that is signed in.
final class SessionCookie {
    private static final NamedCookie COOKIE = new NamedCookie("cairn_session");

    private SessionCookie() {}

    static Optional<String> of(Exchange exchange) {
        return COOKIE.of(exchange);
    }

    static void set(Exchange exchange, String secret, Duration lifetime) {
        COOKIE.set(exchange, secret, lifetime);
    }

    static void clear(Exchange exchange) {
        COOKIE.clear(exchange);
    }

    /// Whether a page of this very server sent the request, as far as browsers tell. Sites reach over ports, which is
    /// why a cookie that is `SameSite` does not say it.
    static boolean isOfOwnPage(Exchange exchange) {
        Optional<String> site = exchange.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin");
        }
        String host = exchange.header("Host").orElse("");
        return exchange.header("Origin")
                .filter(origin -> origin.equals("http://" + host) || origin.equals("https://" + host))
                .isPresent();
    }
}
