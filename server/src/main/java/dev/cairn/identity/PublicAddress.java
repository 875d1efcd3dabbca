package dev.cairn.identity;

import dev.cairn.http.Exchange;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// The address at which browsers reach the server: as its settings say, or else as a request does. Whom requests may
/// name is checked before (`--allowed-hosts`).
///
/// @param chosen null if the settings say nothing
record PublicAddress(@Nullable URI chosen) {

    /// Without a slash at its end.
    String of(Exchange exchange) {
        return chosen == null ? asAsked(exchange) : chosen.toString();
    }

    /// The address of a path such as `/oidc/callback`.
    URI of(Exchange exchange, String path) {
        try {
            return new URI(of(exchange) + path);
        } catch (URISyntaxException malformed) {
            throw Refusals.unauthenticated("The header Host names no host.");
        }
    }

    private static String asAsked(Exchange exchange) {
        return (isOverTls(exchange) ? "https://" : "http://")
                + exchange.header("Host").orElse("localhost");
    }

    /// A proxy in front says when it speaks TLS.
    static boolean isOverTls(Exchange exchange) {
        return exchange.header("X-Forwarded-Proto")
                .filter("https"::equalsIgnoreCase)
                .isPresent();
    }
}
