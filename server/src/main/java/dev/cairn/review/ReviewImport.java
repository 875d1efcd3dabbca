package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.text.ChosenIds;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import java.util.List;
import java.util.Map;

/// Stores label schemas and review queues whole, as another server had them. Each is one transaction.
public final class ReviewImport {
    private final Database database;
    private final Tracking tracking;
    private final Traces traces;

    ReviewImport(Database database, Tracking tracking, Traces traces) {
        this.database = database;
        this.tracking = tracking;
        this.traces = traces;
    }

    /// Adds a label schema.
    public void add(Caller caller, LabelSchema schema) {
        ChosenIds.ofOther("label schema", schema.schemaId());
        database.write(tx -> {
            tracking.getExperiment(tx, caller, schema.experimentId());
            if (!new LabelSchemaStore(tx, caller).insert(schema)) {
                throw ApiException.alreadyExists("Experiment %s has another label schema of the name '%s'."
                        .formatted(schema.experimentId(), schema.name()));
            }
            return Empty.EMPTY;
        });
    }

    /// Adds a queue with those of its traces that are here.
    public void add(Caller caller, QueueCopy copy) {
        ReviewQueue queue = copy.queue();
        ChosenIds.ofOther("review queue", queue.queueId());
        database.write(tx -> {
            long experiment = tracking.getExperiment(tx, caller, queue.experimentId());
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            StoredQueue stored = new StoredQueue(
                    0,
                    queue.queueId(),
                    experiment,
                    queue.name(),
                    queue.queueType(),
                    queue.createdBy(),
                    queue.creationTimeMs(),
                    queue.lastUpdateTimeMs());
            long id = store.insert(stored)
                    .orElseThrow(
                            () -> ApiException.alreadyExists("Experiment %d has another review queue of the name '%s'."
                                    .formatted(experiment, queue.name())));
            store.setUsers(id, queue.users());
            store.setSchemas(id, queue.schemaIds());
            List<String> ids =
                    copy.items().stream().map(ReviewQueueItem::itemId).toList();
            Map<String, Long> rows = traces.locked(tx, caller, experiment, ids);
            new ReviewItemStore(tx, store.find(queue.queueId()).orElseThrow())
                    .insert(
                            copy.items().stream()
                                    .filter(item -> rows.containsKey(item.itemId()))
                                    .toList(),
                            rows);
            return Empty.EMPTY;
        });
    }
}
