package dev.cairn.protocol.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST token/create`: a token with which programs call in one's name.
///
/// @param lifetimeSeconds from now on; without it the token does not expire
/// @param scopes          `read` for a token that only reads, otherwise `all-apis`
public record CreateToken(
        @Nullable String comment,
        @Nullable Long lifetimeSeconds,
        @Nullable List<String> scopes) {

    /// The new token.
    ///
    /// @param tokenValue the token itself, shown this once
    public record Response(String tokenValue, TokenInfo tokenInfo) {}
}
