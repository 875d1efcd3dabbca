package dev.cairn.identity;

/// A program gets no token (RFC 6749, section 5.2).
final class GrantRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    /// @param code one of the RFC's, such as `invalid_client`
    GrantRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }

    /// 401 to who did not show who they are, otherwise 400.
    int status() {
        return code.equals("invalid_client") ? 401 : 400;
    }
}
