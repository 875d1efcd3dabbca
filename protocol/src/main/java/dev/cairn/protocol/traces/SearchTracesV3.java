package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces/search` of version 3.0.
public record SearchTracesV3(
        List<TraceLocation> locations,
        @Nullable String filter,
        @Nullable Integer maxResults,
        List<String> orderBy,
        @Nullable String pageToken) {
    public SearchTracesV3 {
        Require.present("locations", locations);
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(List<TraceInfo> traces, @Nullable String nextPageToken) {}
}
