package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.review.FindReviewPlace;
import dev.cairn.protocol.review.ListQueueProgress;
import dev.cairn.protocol.review.ListQueuedTraces;
import dev.cairn.protocol.review.QueueProgress;
import dev.cairn.protocol.review.QueuedTrace;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.tracking.Tracking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What reviewers see: how far queues are, what is in one, and which of its traces is next.
final class ReviewWork {
    private final Database database;
    private final Tracking tracking;

    ReviewWork(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    ListQueueProgress.Response overview(Caller caller, ListQueueProgress request) {
        int size = PageSize.REVIEW_WORK.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            Page<StoredQueue> page = Page.of(offset, size, most -> store.list(experiment, null, null, offset, most));
            return new ListQueueProgress.Response(store.withProgress(page.rows()), page.next());
        });
    }

    ListQueuedTraces.Response traces(Caller caller, ListQueuedTraces request) {
        int size = PageSize.REVIEW_WORK.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            ReviewItemStore store = new ReviewItemStore(tx, queue(tx, caller, request.queueId()));
            Page<QueuedTrace> page = Page.of(offset, size, most -> store.shown(request.status(), offset, most));
            return new ListQueuedTraces.Response(page.rows(), page.next());
        });
    }

    FindReviewPlace.Response place(Caller caller, FindReviewPlace request) {
        return database.read(tx -> {
            StoredQueue queue = queue(tx, caller, request.queueId());
            QueueProgress progress = new ReviewQueueStore(tx, caller)
                    .withProgress(List.of(queue))
                    .getFirst();
            return new FindReviewPlace.Response(
                    progress,
                    new LabelSchemaStore(tx, caller).ofQueue(queue),
                    placed(new ReviewItemStore(tx, queue), request));
        });
    }

    private static FindReviewPlace.@Nullable Placed placed(ReviewItemStore store, FindReviewPlace request) {
        String wanted = request.itemId();
        return wanted == null || wanted.isEmpty()
                ? store.nextPending(0).flatMap(store::placed).orElse(null)
                : store.placed(wanted).orElseThrow(() -> ReviewItems.missing(wanted, request.queueId()));
    }

    private static StoredQueue queue(Transaction tx, Caller caller, String queueId) {
        return new ReviewQueueStore(tx, caller).find(queueId).orElseThrow(() -> ReviewQueues.missing(queueId));
    }
}
