package dev.cairn.tracking;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Metric;
import java.util.Objects;

/// The points that are logged to a logged model as well as to its run.
final class ModelMetrics {
    void add(Transaction tx, LogEntries call) {
        for (Metric metric : call.ofModels()) {
            LoggedModelStore store = new LoggedModelStore(tx, call.workspace());
            store.addMetric(store.get(Objects.requireNonNull(metric.modelId())).id(), call.runId(), metric);
        }
    }
}
