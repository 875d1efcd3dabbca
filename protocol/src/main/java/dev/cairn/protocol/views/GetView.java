package dev.cairn.protocol.views;

import dev.cairn.protocol.Require;

/// `GET views/get`.
public record GetView(String viewId) {
    public GetView {
        Require.text("view_id", viewId);
    }

    public record Response(SavedView view) {}
}
