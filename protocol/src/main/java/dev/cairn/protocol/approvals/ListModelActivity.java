package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET registry/activity/list`: what was done to models, newest first: to all that the caller sees, to one, or to a
/// version of one.
///
/// @param kinds  what was done, such as `ALIAS_SET`; empty for all
/// @param userId who did it; unset for everybody
public record ListModelActivity(
        @Nullable String name,
        @Nullable String version,
        List<String> kinds,
        @Nullable String userId,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListModelActivity {
        kinds = Require.listOrEmpty(kinds);
    }

    public record Response(
            List<ModelActivity> activities, @Nullable String nextPageToken) {}
}
