package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Metric;
import java.util.List;

/// The points that are logged to a logged model as well as to its run.
final class ModelMetrics {
    void add(Transaction tx, Caller caller, String runId, List<Metric> metrics) {
        for (Metric metric : metrics) {
            if (metric.modelId() != null && !metric.modelId().isEmpty()) {
                LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
                store.addMetric(store.get(metric.modelId()).id(), runId, metric);
            }
        }
    }
}
