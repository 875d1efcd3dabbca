package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `GET token-management/tokens/{token_id}`: anybody's token.
public record GetManagedToken(String tokenId) {
    public GetManagedToken {
        Require.text("token_id", tokenId);
    }

    public record Response(ManagedToken tokenInfo) {}
}
