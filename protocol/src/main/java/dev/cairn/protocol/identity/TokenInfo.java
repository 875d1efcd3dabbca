package dev.cairn.protocol.identity;

import java.util.List;

/// An access token, without what makes it one.
///
/// @param creationTime in milliseconds since 1970
/// @param expiryTime   in milliseconds since 1970, -1 for never
/// @param scopes       `all-apis`, or `read` where it only reads
public record TokenInfo(String tokenId, long creationTime, long expiryTime, String comment, List<String> scopes) {}
