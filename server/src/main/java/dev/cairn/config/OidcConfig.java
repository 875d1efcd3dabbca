package dev.cairn.config;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The provider of identities by which people sign in (OpenID Connect).
///
/// @param issuer        the provider's own name, below which its configuration is found
/// @param secret        null for a client that the provider lets in without one
/// @param usernameClaim null for `preferred_username`, or else `email`
/// @param adminGroup    whose members are administrators, and nobody else of the provider's; null for nobody
/// @param allowedGroups of which one must be a member; empty if everybody may come in whom the provider lets in
/// @param label         what stands on the button of the sign-in page
public record OidcConfig(
        URI issuer,
        String clientId,
        @Nullable String secret,
        List<String> scopes,
        @Nullable String usernameClaim,
        String groupsClaim,
        @Nullable String adminGroup,
        Set<String> allowedGroups,
        String label) {
    @Override
    public String toString() {
        return "OpenID Connect by " + issuer; // the secret stays out of whatever is written
    }
}
