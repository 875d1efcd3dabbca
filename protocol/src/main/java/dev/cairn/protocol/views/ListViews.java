package dev.cairn.protocol.views;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET views/list`: the caller's views of a kind of screen and those that others share, by name: of an experiment and
/// of
/// every experiment.
public record ListViews(
        String screen,
        @Nullable String experimentId,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListViews {
        Require.text("screen", screen);
    }

    public record Response(List<SavedView> views, @Nullable String nextPageToken) {}
}
