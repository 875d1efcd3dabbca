package dev.cairn.identity;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.oidc.Person;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// What a request shows of its sender.
sealed interface Credentials {
    /// How a header begins that holds a name and a password.
    String BASIC = "Basic ";

    /// As `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD` are sent.
    record NameAndPassword(String username, String password) implements Credentials {
        /// What a header of the kind Basic holds (RFC 7617).
        ///
        /// @throws ApiException `UNAUTHENTICATED` if it is none
        static NameAndPassword ofBasic(String header) {
            String pair = decoded(
                    header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                            ? header.substring(BASIC.length()).strip()
                            : "");
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw Refusals.unauthenticated("The header Authorization has no user name and password.");
            }
            return new NameAndPassword(pair.substring(0, colon), pair.substring(colon + 1));
        }

        @Override
        public String toString() {
            return username; // alone, wherever it may be written
        }
    }

    /// As `MLFLOW_TRACKING_TOKEN` is sent.
    ///
    /// @param username whose it is said to be, empty if nothing is said
    record Token(String username, String value) implements Credentials {
        @Override
        public String toString() {
            return "a token";
        }
    }

    /// As browsers that are signed in send it.
    record Cookie(String value) implements Credentials {
        @Override
        public String toString() {
            return "a cookie";
        }
    }

    /// As a trusted proxy says it.
    record Vouched(Person person) implements Credentials {}

    /// What stands in the header `Authorization`, otherwise what a proxy says, otherwise what is in the cookie.
    ///
    /// @throws ApiException if it cannot be read
    static Optional<Credentials> of(Exchange exchange, ProxySender proxies) {
        Optional<String> header = exchange.header("Authorization");
        if (header.isPresent()) {
            return Optional.of(ofHeader(header.get()));
        }
        Optional<Person> vouched = proxies.of(exchange);
        return vouched.isPresent()
                ? vouched.map(Vouched::new)
                : SessionCookie.of(exchange).map(Cookie::new);
    }

    private static Credentials ofHeader(String header) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "basic" -> ofBasic(header);
            case "bearer" -> new Token("", value);
            default -> throw Refusals.unauthenticated("The header Authorization must be of the kind Basic or Bearer.");
        };
    }

    private static Credentials ofBasic(String header) {
        NameAndPassword pair = NameAndPassword.ofBasic(header);
        return pair.password.startsWith(Tokens.PREFIX) ? new Token(pair.username, pair.password) : pair;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException not) {
            throw Refusals.unauthenticated("The header Authorization is not in base64."); // and is not shown
        }
    }
}
