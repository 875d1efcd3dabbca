package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.review.AddItemsToReviewQueue;
import dev.cairn.protocol.review.ListReviewQueueItems;
import dev.cairn.protocol.review.RemoveItemsFromReviewQueue;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.protocol.review.SetReviewQueueItemStatus;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.traces.Traces;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The traces in review queues, and how far their review is.
final class ReviewItems {
    private static final int MAX_ID = Traces.MAX_ID;
    private static final int MAX_ITEMS = 5_000;

    private final Database database;
    private final Traces traces;
    private final InstantSource clock;

    ReviewItems(Database database, Traces traces, InstantSource clock) {
        this.database = database;
        this.traces = traces;
        this.clock = clock;
    }

    AddItemsToReviewQueue.Response add(Caller caller, AddItemsToReviewQueue request) {
        List<String> ids = ids(request.itemIds());
        return database.write(tx -> {
            StoredQueue queue = ReviewQueues.locked(new ReviewQueueStore(tx, caller), request.queueId());
            ReviewItemStore store = new ReviewItemStore(tx, queue);
            Map<String, Long> found = traces.locked(tx, caller, queue.experiment(), ids);
            List<String> unknown =
                    ids.stream().filter(id -> !found.containsKey(id)).toList();
            if (!unknown.isEmpty()) {
                throw ApiException.missing(
                        "Cannot attach trace(s) %s to review queue '%s': they do not exist in experiment '%d'."
                                .formatted(Texts.shown(unknown), queue.queueId(), queue.experiment()));
            }
            store.add(found.values(), clock.millis());
            Map<String, ReviewQueueItem> items = new HashMap<>();
            store.find(ids).forEach(item -> items.put(item.itemId(), item));
            return new AddItemsToReviewQueue.Response(
                    ids.stream().map(items::get).map(Objects::requireNonNull).toList());
        });
    }

    Empty remove(Caller caller, RemoveItemsFromReviewQueue request) {
        List<String> ids = ids(request.itemIds());
        return database.write(tx -> {
            StoredQueue queue = ReviewQueues.locked(new ReviewQueueStore(tx, caller), request.queueId());
            traces.locked(tx, caller, queue.experiment(), ids); // as whoever deletes them with their items
            new ReviewItemStore(tx, queue).remove(ids);
            return Empty.EMPTY;
        });
    }

    ListReviewQueueItems.Response list(Caller caller, ListReviewQueueItems request) {
        int size = PageSize.REVIEW_QUEUES.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            StoredQueue queue = new ReviewQueueStore(tx, caller)
                    .find(request.queueId())
                    .orElseThrow(() -> ReviewQueues.missing(request.queueId()));
            ReviewItemStore store = new ReviewItemStore(tx, queue);
            Page<ReviewQueueItem> page = Page.of(offset, size, most -> store.list(request.status(), offset, most));
            return new ListReviewQueueItems.Response(page.rows(), Objects.requireNonNullElse(page.next(), ""));
        });
    }

    /// Sets how far the review of an item is. The same again changes nothing, so that the first reviewer stays named.
    SetReviewQueueItemStatus.Response setStatus(Caller caller, SetReviewQueueItemStatus request) {
        String reviewer = reviewer(request);
        return database.write(tx -> {
            StoredQueue queue = ReviewQueues.locked(new ReviewQueueStore(tx, caller), request.queueId());
            ReviewItemStore store = new ReviewItemStore(tx, queue);
            String itemId = request.itemId().strip();
            ReviewQueueItem before = store.find(itemId).orElseThrow(() -> missing(itemId, queue.queueId()));
            return new SetReviewQueueItemStatus.Response(
                    changed(store, before, request.status(), reviewer, clock.millis()));
        });
    }

    /// The item as it is then.
    static ReviewQueueItem changed(
            ReviewItemStore store, ReviewQueueItem before, ReviewStatus status, @Nullable String reviewer, long now) {
        if (before.status() == status) {
            return before;
        }
        ReviewQueueItem after = new ReviewQueueItem(
                before.queueId(),
                before.itemType(),
                before.itemId(),
                status,
                reviewer,
                reviewer == null ? null : now,
                before.creationTimeMs(),
                now);
        store.update(after);
        return after;
    }

    static ApiException missing(String itemId, String queueId) {
        return ApiException.missing("Item '%s' is not attached to review queue '%s'.".formatted(itemId, queueId));
    }

    /// Who reviewed the item; nobody did when it is pending again.
    private static @Nullable String reviewer(SetReviewQueueItemStatus request) {
        String reviewer = request.completedBy() == null ? null : NewQueue.reviewer(request.completedBy());
        if (request.status() == ReviewStatus.PENDING && reviewer != null) {
            throw ApiException.invalid("`completed_by` must not be set when reopening an item to `pending`.");
        }
        if (request.status() != ReviewStatus.PENDING && (reviewer == null || reviewer.isEmpty())) {
            throw ApiException.invalid("`completed_by` is required when setting status to `%s`."
                    .formatted(request.status().name().toLowerCase(Locale.ROOT)));
        }
        return reviewer;
    }

    private static List<String> ids(List<String> sent) {
        if (sent.isEmpty()) {
            throw ApiException.invalid("`item_ids` must be a non-empty list; got [].");
        }
        List<String> ids = sent.stream().map(String::strip).distinct().toList();
        if (ids.size() > MAX_ITEMS) {
            throw ApiException.invalid(
                    "`item_ids` must have at most %d entries; got %d. Send the rest in further calls."
                            .formatted(MAX_ITEMS, ids.size()));
        }
        ids.forEach(id -> Texts.checkNonEmpty("item_id", MAX_ID, id));
        return ids;
    }
}
