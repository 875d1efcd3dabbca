package dev.cairn.tracking;

import dev.cairn.protocol.tracking.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Checked points, grouped by series, ready to be appended.
final class MetricBatch {
    private final Map<String, MetricPoints> series = new LinkedHashMap<>();

    void add(String path, Metric metric) {
        check(path, metric);
        series.computeIfAbsent(metric.key(), key -> new MetricPoints())
                .add(metric.step() == null ? 0 : metric.step(), metric.timestamp(), finite(metric.value()));
    }

    /// As `add`, its path made only when a message needs it.
    void add(String path, int index, Metric metric) {
        MetricPoints known = series.get(metric.key());
        if (known == null || metric.timestamp() < 0) {
            add(path.formatted(index), metric);
            return;
        }
        known.add(metric.step() == null ? 0 : metric.step(), metric.timestamp(), finite(metric.value()));
    }

    Set<String> names() {
        return series.keySet();
    }

    /// Appends all series; in the order of their numbers, so that two batches never wait for each other crosswise.
    void append(MetricStore store, ToLongFunction<String> nameId) {
        if (series.isEmpty()) {
            return;
        }
        Map<Long, MetricPoints> byId = new TreeMap<>();
        series.forEach((name, points) -> byId.put(nameId.applyAsLong(name), points));
        store.append(byId);
    }

    private static void check(String path, Metric metric) {
        Limits.key(path, metric.key());
        if (metric.timestamp() < 0) {
            throw Limits.invalid(
                    path.replace("name", "timestamp"),
                    metric.timestamp(),
                    "metric '%s' (value=%s). Timestamp must be a nonnegative long (64-bit integer) "
                            .formatted(metric.key(), metric.value()));
        }
        Limits.length("Metric name", Limits.KEY, metric.key());
    }

    /// Infinities are kept as the greatest numbers, which is what the reference stores and returns.
    static double finite(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return Double.MAX_VALUE;
        }
        return value == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : value;
    }
}
