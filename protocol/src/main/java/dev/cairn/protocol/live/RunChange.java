package dev.cairn.protocol.live;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a run within a moment. What is left out did not change.
///
/// @param run         the run as it is now, when it was created, renamed, ended, deleted or restored
/// @param metrics     the latest points among those that were logged, one a key
/// @param metricKeys  in the stream of an experiment, in place of the points: keys that it has not told of before
/// @param params      parameters that were logged; a value of more than 500 characters is cut
/// @param tags        tags that were set, cut likewise
/// @param deletedTags the keys of tags that were deleted
/// @param artifacts   paths of files that were stored, relative to the run's artifacts
/// @param inputs      whether data sets or models were linked to the run
/// @param incomplete  whether more happened than is told here, so that the run is to be read again
/// @param purged      whether the run is gone for good
public record RunChange(
        String experimentId,
        String runId,
        @Nullable RunInfo run,
        List<Metric> metrics,
        List<String> metricKeys,
        List<Tag> params,
        List<Tag> tags,
        List<String> deletedTags,
        List<String> artifacts,
        @Nullable Boolean inputs,
        @Nullable Boolean incomplete,
        @Nullable Boolean purged) {
    public RunChange {
        Require.text("experiment_id", experimentId);
        Require.text("run_id", runId);
        metrics = Require.listOrEmpty(metrics);
        metricKeys = Require.listOrEmpty(metricKeys);
        params = Require.listOrEmpty(params);
        tags = Require.listOrEmpty(tags);
        deletedTags = Require.listOrEmpty(deletedTags);
        artifacts = Require.listOrEmpty(artifacts);
    }
}
