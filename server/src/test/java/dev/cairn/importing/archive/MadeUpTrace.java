package dev.cairn.importing.archive;

import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.TraceCopy;
import java.util.List;
import java.util.Map;

/// A trace as it goes into an archive, the rest of it ordinary.
final class MadeUpTrace {
    private MadeUpTrace() {}

    static TraceCopy of(String id, Map<String, String> metadata, String... spans) {
        TraceInfo info = new TraceInfo(
                id,
                null,
                TraceLocation.of("1"),
                null,
                null,
                "1970-01-01T00:00:01Z",
                null,
                TraceState.OK,
                metadata,
                List.of(),
                Map.of());
        return new TraceCopy(info, List.of(), List.of(), List.of(spans));
    }
}
