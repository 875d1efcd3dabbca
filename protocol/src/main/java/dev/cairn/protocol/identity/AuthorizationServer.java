package dev.cairn.protocol.identity;

import java.util.List;

/// Where and how programs get themselves tokens (RFC 8414, and RFC 8628, section 4).
public record AuthorizationServer(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String deviceAuthorizationEndpoint,
        List<String> responseTypesSupported,
        List<String> grantTypesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> scopesSupported) {}
