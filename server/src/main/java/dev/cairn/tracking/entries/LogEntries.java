package dev.cairn.tracking.entries;

import dev.cairn.access.Caller;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.series.Points;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What one call logs to a run: checked, and ready to be stored together with what others log.
///
/// @param metrics   points by the name of their metric
/// @param ofModels  those of them that may belong to logged models as well
/// @param onChanged the refusal of parameters that have another value already, given those values
public record LogEntries(
        Caller caller,
        String runId,
        Map<String, Points> metrics,
        List<Metric> ofModels,
        Map<String, String> params,
        Map<String, String> tags,
        Function<Map<String, String>, ApiException> onChanged) {

    /// About how many rows are written for them; a metric with all its points is one.
    public int rows() {
        return 1 + metrics.size() + params.size() + tags.size();
    }
}
