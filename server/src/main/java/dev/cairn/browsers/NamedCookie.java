package dev.cairn.browsers;

import dev.cairn.http.Exchange;
import java.time.Duration;
import java.util.Optional;

/// A cookie of this server. Scripts cannot read it, and pages of other sites cannot have it sent with what changes
/// something (security.md, class 8).
public record NamedCookie(String name) {
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

    /// Over TLS: browsers take a cookie of that name from nothing but this very host, and over TLS alone.
    private static final String OVER_TLS = "__Host-";

    public Optional<String> of(Exchange exchange) {
        return exchange.header("Cookie").flatMap(header -> value(name(exchange), header));
    }

    private String name(Exchange exchange) {
        return exchange.isOverTls() ? OVER_TLS + name : name;
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
    public void set(Exchange exchange, String value, Duration lifetime) {
        write(exchange, value, lifetime.toSeconds());
    }

    public void clear(Exchange exchange) {
        write(exchange, "", 0);
    }

    private void write(Exchange exchange, String value, long seconds) {
        exchange.addResponseHeader(
                "Set-Cookie",
                name(exchange) + "=" + value + ATTRIBUTES + seconds + (exchange.isOverTls() ? "; Secure" : ""));
    }
}
