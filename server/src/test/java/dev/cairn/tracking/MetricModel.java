package dev.cairn.tracking;

import dev.cairn.protocol.tracking.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the store of metrics ought to hold, kept the simple way: a sorted set of points for each series.
final class MetricModel {
    /// NaN stands where the reference stores it: at 0, right after the number 0.
    private static final Comparator<Metric> BY_VALUE = Comparator.comparingDouble(
                    (Metric point) -> point.value().isNaN() ? 0 : point.value() + 0.0)
            .thenComparing(point -> point.value().isNaN());
    private static final Comparator<Metric> BY_TIME = Comparator.comparingLong(Metric::timestamp)
            .thenComparingLong(MetricModel::step)
            .thenComparing(BY_VALUE);
    private static final Comparator<Metric> BY_STEP = Comparator.comparingLong(MetricModel::step)
            .thenComparingLong(Metric::timestamp)
            .thenComparing(BY_VALUE);

    private final TreeMap<String, TreeSet<Metric>> series = new TreeMap<>();

    void add(Collection<Metric> points) {
        for (Metric point : points) {
            series.computeIfAbsent(point.key(), key -> new TreeSet<>(BY_TIME)).add(stored(point));
        }
    }

    Set<String> keys() {
        return series.keySet();
    }

    List<Metric> history(String key) {
        return List.copyOf(Objects.requireNonNull(series.get(key)));
    }

    List<Metric> chart(String key) {
        return history(key).stream().sorted(BY_STEP).toList();
    }

    Metric latest(String key) {
        return chart(key).getLast();
    }

    /// The sample as SQL would take it: `NTILE(limit)` over the chart, the first row of each tile, and the last row.
    List<Metric> sample(String key, int limit) {
        List<Metric> chart = chart(key);
        List<Metric> sample = new ArrayList<>();
        int next = 0;
        for (int tile = 0; tile < limit && next < chart.size(); tile++) {
            sample.add(chart.get(next));
            next += chart.size() / limit + (tile < chart.size() % limit ? 1 : 0);
        }
        if (!sample.getLast().equals(chart.getLast())) {
            if (sample.size() == limit) {
                sample.removeLast();
            }
            sample.add(chart.getLast());
        }
        return sample;
    }

    /// A point as it comes back: infinities as the greatest numbers.
    private static Metric stored(Metric point) {
        double value = Math.clamp(point.value(), -Double.MAX_VALUE, Double.MAX_VALUE);
        return Tracker.point(point.key(), value, point.timestamp(), step(point));
    }

    private static long step(Metric point) {
        return Objects.requireNonNullElse(point.step(), 0L);
    }
}
