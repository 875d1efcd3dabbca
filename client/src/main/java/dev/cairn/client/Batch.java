package dev.cairn.client;

import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.List;

/// Metrics, parameters and tags that are sent together, a thousand at a time. One thread fills it.
public final class Batch {
    /// What a server takes in one request, where there is as much of each.
    private static final int METRICS = 800;

    private static final int OTHERS = 100;

    private final List<Metric> metrics = new ArrayList<>();
    private final List<Tag> params = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();

    /// A point of a metric, of now.
    public Batch metric(String key, double value, long step) {
        return metric(new Metric(key, value, System.currentTimeMillis(), step, null, null, null, null));
    }

    /// A point of a metric with all that can be said of it: its time, the data set and the model that it is about.
    public Batch metric(Metric point) {
        metrics.add(point);
        return this;
    }

    public Batch param(String key, Object value) {
        params.add(new Tag(key, String.valueOf(value)));
        return this;
    }

    public Batch tag(String key, String value) {
        tags.add(new Tag(key, value));
        return this;
    }

    /// As requests that a server takes.
    List<LogBatch> requests(String runId) {
        List<LogBatch> requests = new ArrayList<>();
        int at = 0;
        do {
            requests.add(
                    new LogBatch(runId, part(metrics, at, METRICS), part(params, at, OTHERS), part(tags, at, OTHERS)));
            at++;
        } while (at * METRICS < metrics.size() || at * OTHERS < Math.max(params.size(), tags.size()));
        return requests;
    }

    private static <T> List<T> part(List<T> all, int at, int size) {
        return List.copyOf(all.subList(Math.min(all.size(), at * size), Math.min(all.size(), (at + 1) * size)));
    }
}
