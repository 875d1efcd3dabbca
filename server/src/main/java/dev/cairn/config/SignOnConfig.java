package dev.cairn.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How people come in other than by what this server knows of them.
///
/// @param oidc      null if there is no provider of identities
/// @param publicUrl the address at which browsers reach the server, without a slash at its end; null for what each
///                  request says
/// @param proxy     null if no proxy in front says who somebody is
public record SignOnConfig(
        @Nullable OidcConfig oidc,
        @Nullable URI publicUrl,
        @Nullable ProxyConfig proxy) {
    /// By passwords and tokens of this server alone.
    public static final SignOnConfig NONE = new SignOnConfig(null, null, null);
}
