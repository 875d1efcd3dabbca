package dev.cairn.protocol.identity;

/// An access token, without what makes it one.
///
/// @param creationTime in milliseconds since 1970
/// @param expiryTime   in milliseconds since 1970, -1 for never
public record TokenInfo(String tokenId, long creationTime, long expiryTime, String comment) {}
