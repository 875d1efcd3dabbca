package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;

/// `POST comments/create`: says something about a version.
public record CreateComment(String name, String version, String comment) {
    public CreateComment {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("comment", comment);
    }

    public record Response(Comment comment) {}
}
