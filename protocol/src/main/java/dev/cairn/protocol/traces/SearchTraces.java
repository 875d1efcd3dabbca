package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET traces` of version 2.0.
public record SearchTraces(
        List<String> experimentIds,
        @Nullable String filter,
        @Nullable Integer maxResults,
        List<String> orderBy,
        @Nullable String pageToken) {
    public SearchTraces {
        Require.present("experiment_ids", experimentIds);
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(
            List<TraceInfoV2> traces, @Nullable String nextPageToken) {}
}
