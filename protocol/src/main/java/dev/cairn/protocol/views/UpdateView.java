package dev.cairn.protocol.views;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH views/update`: what is null stays.
///
/// @param lastUpdatedAt as the caller knows the view; if it was changed since, nothing is
public record UpdateView(
        String viewId,
        @Nullable String name,
        @Nullable String state,
        @Nullable Boolean shared,
        @Nullable Long lastUpdatedAt) {
    public UpdateView {
        Require.text("view_id", viewId);
    }

    public record Response(SavedView view) {}
}
