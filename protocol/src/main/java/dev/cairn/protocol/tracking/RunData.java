package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// What was logged to a run: the latest point of each metric, parameters, tags.
public record RunData(List<Metric> metrics, List<Tag> params, List<Tag> tags) {
    public RunData {
        metrics = Require.listOrEmpty(metrics);
        params = Require.listOrEmpty(params);
        tags = Require.listOrEmpty(tags);
    }
}
