package dev.cairn.traces;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a client says of the size of a trace.
final class TraceSize {
    private static final String SIZE_STATS = "mlflow.trace.sizeStats";

    private TraceSize() {}

    /// How many spans the trace has, 0 if that is not said.
    static long spans(Map<String, String> metadata) {
        String stats = metadata.get(SIZE_STATS);
        if (stats == null) {
            return 0;
        }
        try {
            return Json.readTree(stats.getBytes(StandardCharsets.UTF_8))
                    .path("num_spans")
                    .asLong(0);
        } catch (ApiException noJson) {
            return 0;
        }
    }
}
