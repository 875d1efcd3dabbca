package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `DELETE token-management/tokens/{token_id}`: revokes anybody's token, at once.
public record DeleteManagedToken(String tokenId) {
    public DeleteManagedToken {
        Require.text("token_id", tokenId);
    }
}
