package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;

/// `PATCH comments/update`.
public record UpdateComment(String id, String comment) {
    public UpdateComment {
        Require.text("id", id);
        Require.text("comment", comment);
    }

    public record Response(Comment comment) {}
}
