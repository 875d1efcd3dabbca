package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST runs/search`.
public record SearchRuns(
        List<String> experimentIds,
        @Nullable String filter,
        @Nullable ViewType runViewType,
        @Nullable Integer maxResults,
        List<String> orderBy,
        @Nullable String pageToken) {
    public SearchRuns {
        experimentIds = Require.listOrEmpty(experimentIds);
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(List<Run> runs, @Nullable String nextPageToken) {}
}
