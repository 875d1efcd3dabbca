package dev.cairn.identity;

import dev.cairn.http.Exchange;
import java.time.Duration;
import java.util.Optional;

/// The cookie of a browser that is signed in. Scripts cannot read it, and pages of other sites cannot have it sent with
/// what changes something (security.md, class 8).
final class SessionCookie {
    private static final String NAME = "cairn_session";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

    private SessionCookie() {}

    static Optional<String> of(Exchange exchange) {
        return exchange.header("Cookie").flatMap(SessionCookie::value);
    }

    private static Optional<String> value(String header) {
        for (String pair : header.split(";", -1)) {
            String bare = pair.strip();
            if (bare.startsWith(NAME + "=")) {
                return Optional.of(bare.substring(NAME.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// A proxy in front says when it speaks TLS; then the cookie never goes without.
    static void set(Exchange exchange, String secret, Duration lifetime) {
        boolean overTls = exchange.header("X-Forwarded-Proto")
                .filter("https"::equalsIgnoreCase)
                .isPresent();
        exchange.responseHeader(
                "Set-Cookie", NAME + "=" + secret + ATTRIBUTES + lifetime.toSeconds() + (overTls ? "; Secure" : ""));
    }

    static void clear(Exchange exchange) {
        exchange.responseHeader("Set-Cookie", NAME + "=" + ATTRIBUTES + 0);
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
