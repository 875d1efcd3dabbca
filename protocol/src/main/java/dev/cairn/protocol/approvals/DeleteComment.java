package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;

/// `DELETE comments/delete`.
public record DeleteComment(String id) {
    public DeleteComment {
        Require.text("id", id);
    }
}
