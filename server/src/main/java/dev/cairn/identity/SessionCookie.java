package dev.cairn.identity;

import dev.cairn.http.Exchange;
import java.time.Duration;
import java.util.Optional;

/// The cookie of a browser that is signed in. Scripts cannot read it, and pages of other sites cannot have it sent with
/// what changes something (security.md, class 8).
final class SessionCookie {
    private static final String NAME = "cairn_session";

    /// Over TLS: browsers take a cookie of that name from nothing but this very host, and over TLS alone.
    private static final String NAME_OVER_TLS = "__Host-" + NAME;

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

    private SessionCookie() {}

    static Optional<String> of(Exchange exchange) {
        return exchange.header("Cookie").flatMap(header -> value(name(exchange), header));
    }

    private static String name(Exchange exchange) {
        return exchange.isOverTls() ? NAME_OVER_TLS : NAME;
    }

    private static Optional<String> value(String name, String header) {
        for (String pair : header.split(";", -1)) {
            String bare = pair.strip();
            if (bare.startsWith(name + "=")) {
                return Optional.of(bare.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// A cookie that is given over TLS never goes without.
    static void set(Exchange exchange, String secret, Duration lifetime) {
        write(exchange, secret, lifetime.toSeconds());
    }

    static void clear(Exchange exchange) {
        write(exchange, "", 0);
    }

    private static void write(Exchange exchange, String secret, long seconds) {
        exchange.responseHeader(
                "Set-Cookie",
                name(exchange) + "=" + secret + ATTRIBUTES + seconds + (exchange.isOverTls() ? "; Secure" : ""));
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
