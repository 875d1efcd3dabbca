package dev.cairn.protocol.views;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST views/create`.
public record CreateView(
        String name,
        String screen,
        @Nullable String experimentId,
        String state,
        @Nullable Boolean shared) {
    public CreateView {
        Require.text("name", name);
        Require.text("screen", screen);
        Require.text("state", state);
    }

    public record Response(SavedView view) {}
}
