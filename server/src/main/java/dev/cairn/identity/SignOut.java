package dev.cairn.identity;

import dev.cairn.browsers.PublicAddress;
import dev.cairn.http.Exchange;
import dev.cairn.oidc.Provider;
import java.net.URI;
import java.util.Optional;

/// The end of a session at the provider by whose word it began (OpenID Connect RP-Initiated Logout 1.0).
record SignOut(Optional<Provider> provider, PublicAddress address) {

    /// What the button is called by which one signs in, if there is one.
    Optional<String> label() {
        return provider.map(known -> known.config().label());
    }

    /// Where the browser is sent, if the provider has such a place.
    Optional<String> of(String issuer, Exchange exchange) {
        return provider.filter(known -> known.config().issuer().toString().equals(issuer))
                .flatMap(known -> known.end(address.of(exchange, "/")))
                .map(URI::toString);
    }
}
