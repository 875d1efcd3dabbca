package dev.cairn.browsers;

import dev.cairn.http.Exchange;
import java.time.Duration;
import java.util.Optional;

/// A cookie of this server. Scripts cannot read it, and pages of other sites cannot have it sent with what changes
/// something (security.md, class 8).
public record NamedCookie(String name) {
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

    public Optional<String> of(Exchange exchange) {
        return exchange.header("Cookie").flatMap(this::value);
    }

    private Optional<String> value(String header) {
        for (String pair : header.split(";", -1)) {
            String bare = pair.strip();
            if (bare.startsWith(name + "=")) {
                return Optional.of(bare.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// Over TLS it never goes without.
    public void set(Exchange exchange, String value, Duration lifetime) {
        String secure = PublicAddress.isOverTls(exchange) ? "; Secure" : "";
        exchange.addResponseHeader("Set-Cookie", name + "=" + value + ATTRIBUTES + lifetime.toSeconds() + secure);
    }

    public void clear(Exchange exchange) {
        exchange.addResponseHeader("Set-Cookie", name + "=" + ATTRIBUTES + 0);
    }
}
