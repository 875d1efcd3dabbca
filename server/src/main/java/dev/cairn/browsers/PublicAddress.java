package dev.cairn.browsers;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// The address at which browsers reach the server: as its settings say, or else as a request does. Whom requests may
/// name is checked before (`--allowed-hosts`).
///
/// @param chosen null if the settings say nothing
public record PublicAddress(@Nullable URI chosen) {

    /// Without a slash at its end.
    public String of(Exchange exchange) {
        return chosen == null ? exchange.origin() : chosen.toString();
    }

    /// The address of a path such as `/oidc/callback`.
    public URI of(Exchange exchange, String path) {
        try {
            return new URI(of(exchange) + path);
        } catch (URISyntaxException malformed) {
            throw ApiException.badRequest("The header Host names no host.");
        }
    }
}
