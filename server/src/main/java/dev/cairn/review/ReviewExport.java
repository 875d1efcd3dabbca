package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.tracking.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives label schemas and review queues whole.
public final class ReviewExport {
    private static final int PAGE = 1_000;

    private final Database database;
    private final Tracking tracking;

    ReviewExport(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    /// Ids of the label schemas of an experiment.
    ///
    /// @param offset how many to leave out
    public List<String> schemaIds(Caller caller, String experimentId, long offset) {
        return database.read(tx -> new LabelSchemaStore(tx, caller)
                .list(tracking.getExperiment(tx, caller, experimentId), offset, PAGE).stream()
                        .map(LabelSchema::schemaId)
                        .toList());
    }

    public Optional<LabelSchema> schema(Caller caller, String schemaId) {
        return database.read(tx -> new LabelSchemaStore(tx, caller).find(schemaId));
    }

    /// Ids of the queues of an experiment.
    ///
    /// @param offset how many to leave out
    public List<String> queueIds(Caller caller, String experimentId, long offset) {
        return database.read(tx -> new ReviewQueueStore(tx, caller)
                .list(tracking.getExperiment(tx, caller, experimentId), null, null, offset, PAGE).stream()
                        .map(StoredQueue::queueId)
                        .toList());
    }

    public Optional<QueueCopy> queue(Caller caller, String queueId) {
        return database.read(tx -> {
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            return store.find(queueId)
                    .map(queue -> new QueueCopy(
                            store.whole(List.of(queue)).getFirst(), items(new ReviewItemStore(tx, queue))));
        });
    }

    private static List<ReviewQueueItem> items(ReviewItemStore store) {
        List<ReviewQueueItem> all = new ArrayList<>();
        List<ReviewQueueItem> page;
        do {
            page = store.list(null, all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
