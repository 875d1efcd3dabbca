package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces/sessions`: the sessions of an experiment, the one with the latest trace first.
///
/// @param contains a part of a session's id, in whatever case
public record SearchSessions(
        String experimentId,
        @Nullable String contains,
        @Nullable Integer maxResults,
        @Nullable String pageToken) {
    public SearchSessions {
        Require.text("experiment_id", experimentId);
    }

    public record Response(
            List<TraceSession> sessions, @Nullable String nextPageToken) {}
}
