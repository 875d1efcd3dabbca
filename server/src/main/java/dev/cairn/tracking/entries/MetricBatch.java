package dev.cairn.tracking.entries;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.series.Points;
import dev.cairn.text.Keys;
import dev.cairn.text.Lengths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checked points, grouped by series.
public final class MetricBatch {
    private final Map<String, Points> series = new LinkedHashMap<>();
    private final List<Metric> ofModels = new ArrayList<>();

    public void add(String path, Metric metric) {
        check(path, metric);
        add(series.computeIfAbsent(metric.key(), key -> new Points()), metric);
    }

    /// As `add`, its path made only when a message needs it.
    public void add(String path, int index, Metric metric) {
        Points known = series.get(metric.key());
        if (known == null || metric.timestamp() < 0) {
            add(path.formatted(index), metric);
            return;
        }
        add(known, metric);
    }

    private void add(Points known, Metric metric) {
        known.add(metric.step() == null ? 0 : metric.step(), metric.timestamp(), finite(metric.value()));
        if (metric.modelId() != null && !metric.modelId().isEmpty()) {
            ofModels.add(metric);
        }
    }

    /// The points by the names of their metrics.
    public Map<String, Points> series() {
        return series;
    }

    /// Those of the points that belong to logged models as well.
    public List<Metric> ofModels() {
        return ofModels;
    }

    private static void check(String path, Metric metric) {
        Keys.check(path, metric.key());
        if (metric.timestamp() < 0) {
            throw ApiException.invalidValue(
                    path.replace("name", "timestamp"),
                    metric.timestamp(),
                    "metric '%s' (value=%s). Timestamp must be a nonnegative long (64-bit integer) "
                            .formatted(metric.key(), metric.value()));
        }
        Lengths.check("Metric name", Limits.KEY, metric.key());
    }

    /// Infinities are kept as the greatest numbers, which is what the reference stores and returns.
    public static double finite(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return Double.MAX_VALUE;
        }
        return value == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : value;
    }
}
