package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// What was logged to a model.
public record LoggedModelData(List<Tag> params, List<Metric> metrics) {
    public LoggedModelData {
        params = Require.listOrEmpty(params);
        metrics = Require.listOrEmpty(metrics);
    }
}
