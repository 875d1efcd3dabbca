package dev.cairn.identity;

import dev.cairn.browsers.NamedCookie;
import dev.cairn.browsers.PageAddress;
import dev.cairn.http.Exchange;
import dev.cairn.oidc.Journey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// What a browser that was sent to a provider shows when it is back. It is the browser's alone, and no page reads it.
///
/// @param page where the person was
record SignOnCookie(Journey.Secrets secrets, PageAddress page) {
    private static final NamedCookie COOKIE = new NamedCookie("cairn_sign_on");
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int PARTS = 4;

    static Optional<SignOnCookie> of(Exchange exchange) {
        return COOKIE.of(exchange).flatMap(SignOnCookie::parse);
    }

    private static Optional<SignOnCookie> parse(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            String page = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8);
            return Optional.of(
                    new SignOnCookie(new Journey.Secrets(parts[0], parts[1], parts[2]), PageAddress.of(page)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    void set(Exchange exchange) {
        String encoded = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(page.text().getBytes(StandardCharsets.UTF_8));
        String value = String.join(".", secrets.state(), secrets.nonce(), secrets.verifier(), encoded);
        COOKIE.set(exchange, value, LIFETIME);
    }

    static void clear(Exchange exchange) {
        COOKIE.clear(exchange);
    }
}
