package dev.cairn.protocol.identity;

/// A token that a program got itself (RFC 6749, section 5.1).
///
/// @param tokenType always `Bearer`
/// @param expiresIn in seconds
public record GrantedToken(String accessToken, String tokenType, long expiresIn, String scope) {
    public static final String BEARER = "Bearer";
}
