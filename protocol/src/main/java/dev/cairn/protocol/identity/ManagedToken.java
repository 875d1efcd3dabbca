package dev.cairn.protocol.identity;

import java.util.List;

/// An access token as administrators see it, without what makes it one.
///
/// @param creationTime in milliseconds since 1970
/// @param expiryTime   in milliseconds since 1970, -1 for never
/// @param ownerId      the row of the account that it is of
public record ManagedToken(
        String tokenId,
        long creationTime,
        long expiryTime,
        String comment,
        List<String> scopes,
        long createdById,
        String createdByUsername,
        long ownerId) {}
