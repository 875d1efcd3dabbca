package dev.cairn.protocol.identity;

import org.jspecify.annotations.Nullable;

/// `POST servicePrincipals/{id}/credentials/secrets`: a secret with which a program gets itself tokens.
///
/// @param servicePrincipalId the row of its account
/// @param lifetime           in seconds, such as `3600s`; without it two years
public record CreateClientSecret(
        Long servicePrincipalId, @Nullable String lifetime) {
    public CreateClientSecret {
        dev.cairn.protocol.Require.present("service_principal_id", servicePrincipalId);
    }

    /// The new secret.
    ///
    /// @param secret the secret itself, shown this once
    public record Response(
            String id,
            String secret,
            String secretHash,
            String status,
            String createTime,
            String updateTime,
            String expireTime) {}
}
