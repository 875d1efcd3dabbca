package dev.cairn.protocol.approvals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET registry/activity/list`: what was done to models, newest first: to all that the caller sees, to one, or to a
/// version of one.
public record ListModelActivity(
        @Nullable String name,
        @Nullable String version,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public record Response(
            List<ModelActivity> activities, @Nullable String nextPageToken) {}
}
