package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `POST token/delete`: revokes one of the caller's own tokens, at once.
public record DeleteToken(String tokenId) {
    public DeleteToken {
        Require.text("token_id", tokenId);
    }
}
