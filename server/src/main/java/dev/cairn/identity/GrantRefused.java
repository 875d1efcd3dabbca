package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.http.ApiException;
import java.util.Optional;
import java.util.Set;

/// A program gets no token (RFC 6749, section 5.2).
final class GrantRefused extends RuntimeException {
    static final String INVALID_CLIENT = "invalid_client";

    private static final long serialVersionUID = 1;

    /// Those of who is not let in, and not for the moment alone or because of how they ask.
    private static final Set<String> FOR_GOOD = Set.of(INVALID_CLIENT, "access_denied", "expired_token");

    private final String code;
    private final String account;

    /// @param code one of the RFC's, such as `invalid_client`
    GrantRefused(String code, String message) {
        this(code, message, "");
    }

    /// @param account in whose name a token was asked for; empty if it is nobody's
    GrantRefused(String code, String message, String account) {
        super(message, null, false, false);
        this.code = code;
        this.account = account;
    }

    /// As the audit log is told of it; empty where nobody was kept out.
    Optional<ApiException> refusal() {
        return FOR_GOOD.contains(code)
                ? Optional.of(Refusals.unauthenticated(String.valueOf(getMessage()))
                        .by(Act.By.named(account))
                        .telling("reason", code))
                : Optional.empty();
    }

    String code() {
        return code;
    }

    /// 401 to who did not show who they are, otherwise 400.
    int status() {
        return code.equals(INVALID_CLIENT) ? 401 : 400;
    }
}
