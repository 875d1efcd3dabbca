package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST token-management/on-behalf-of/tokens`: a token with which a program calls, made by an administrator.
///
/// @param applicationId   of the program
/// @param lifetimeSeconds from now on; without it the token does not expire
public record CreateProgramToken(
        String applicationId,
        @Nullable String comment,
        @Nullable Long lifetimeSeconds) {
    public CreateProgramToken {
        Require.present("application_id", applicationId);
    }

    /// The new token.
    ///
    /// @param tokenValue the token itself, shown this once
    public record Response(String tokenValue, TokenInfo tokenInfo) {}
}
