package dev.cairn.protocol.views;

import dev.cairn.protocol.Require;

/// `DELETE views/delete`.
public record DeleteView(String viewId) {
    public DeleteView {
        Require.text("view_id", viewId);
    }
}
