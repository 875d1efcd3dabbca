package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was logged to a run: the latest point of each metric, parameters, tags.
public record RunData(List<Metric> metrics, List<Tag> params, List<Tag> tags) {
    public RunData {
        metrics = Require.listOrEmpty(metrics);
        params = Require.listOrEmpty(params);
        tags = Require.listOrEmpty(tags);
    }

    /// The latest value of a metric.
    public OptionalDouble metric(String key) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .mapToDouble(Metric::value)
                .findFirst();
    }

    /// The value of a parameter.
    public Optional<String> param(String key) {
        return Tag.value(params, key);
    }

    /// The value of a tag.
    public Optional<String> tag(String key) {
        return Tag.value(tags, key);
    }
}
