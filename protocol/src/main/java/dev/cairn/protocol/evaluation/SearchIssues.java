package dev.cairn.protocol.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST issues/search`: the gravest first.
public record SearchIssues(
        @Nullable String experimentId,
        @Nullable String filterString,
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable Boolean includeTraceCount) {
    public record Response(List<Issue> issues, String nextPageToken) {}
}
