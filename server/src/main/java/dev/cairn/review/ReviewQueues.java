package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.review.CreateReviewQueue;
import dev.cairn.protocol.review.DeleteReviewQueue;
import dev.cairn.protocol.review.GetOrCreateUserQueue;
import dev.cairn.protocol.review.GetReviewQueue;
import dev.cairn.protocol.review.GetReviewQueueByName;
import dev.cairn.protocol.review.ListReviewQueues;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueType;
import dev.cairn.protocol.review.UpdateReviewQueue;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.text.NewIds;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Queues of traces that people are to review. A person's own is made when it is first asked for.
final class ReviewQueues {
    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    ReviewQueues(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    CreateReviewQueue.Response create(Caller caller, CreateReviewQueue request) {
        NewQueue queue = NewQueue.of(request);
        return database.write(tx -> {
            long experiment = tracking.activeExperiment(tx, caller, request.experimentId())
                    .id();
            return new CreateReviewQueue.Response(
                    insert(tx, caller, experiment, queue, null).orElseThrow(() -> taken(queue.name())));
        });
    }

    GetOrCreateUserQueue.Response getOrCreateOfUser(Caller caller, GetOrCreateUserQueue request) {
        NewQueue queue = NewQueue.ofUser(request.user());
        return database.write(tx -> {
            long experiment = tracking.activeExperiment(tx, caller, request.experimentId())
                    .id();
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            return new GetOrCreateUserQueue.Response(insert(tx, caller, experiment, queue, queue.name())
                    .orElseGet(() -> ofUser(
                            store,
                            store.findByName(experiment, queue.name())
                                    .orElseThrow(() -> ApiException.busy(
                                            "The queue is being deleted by another request. Try again shortly.")))));
        });
    }

    private static ReviewQueue ofUser(ReviewQueueStore store, StoredQueue queue) {
        if (queue.type() != ReviewQueueType.USER) {
            throw ApiException.alreadyExists(
                    "A non-user queue named '%s' already exists; cannot get-or-create a user queue with that name."
                            .formatted(StoredQueue.keyOf(queue.name())));
        }
        return store.whole(List.of(queue)).getFirst();
    }

    /// The new queue, none where its name is taken.
    private Optional<ReviewQueue> insert(
            Transaction tx, Caller caller, long experiment, NewQueue queue, @Nullable String owner) {
        checkSchemas(tx, caller, experiment, queue.schemaIds());
        long now = clock.millis();
        StoredQueue stored =
                new StoredQueue(0, NewIds.of("rq-"), experiment, queue.name(), queue.type(), owner, now, now);
        ReviewQueueStore store = new ReviewQueueStore(tx, caller);
        return store.insert(stored).map(id -> {
            store.setUsers(id, queue.users());
            store.setSchemas(id, queue.schemaIds());
            return stored.with(
                    queue.users().stream().sorted().toList(),
                    queue.schemaIds().stream().sorted().toList());
        });
    }

    private static void checkSchemas(Transaction tx, Caller caller, long experiment, List<String> schemaIds) {
        Set<String> known = new LabelSchemaStore(tx, caller).known(experiment, schemaIds);
        List<String> unknown =
                schemaIds.stream().filter(id -> !known.contains(id)).toList();
        if (!unknown.isEmpty()) {
            throw ApiException.invalid(
                    "Label schema id(s) %s not found for experiment '%d'.".formatted(Texts.shown(unknown), experiment));
        }
    }

    GetReviewQueue.Response get(Caller caller, GetReviewQueue request) {
        return database.read(tx -> {
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            StoredQueue queue = store.find(request.queueId()).orElseThrow(() -> missing(request.queueId()));
            return new GetReviewQueue.Response(store.whole(List.of(queue)).getFirst());
        });
    }

    GetReviewQueueByName.Response getByName(Caller caller, GetReviewQueueByName request) {
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            StoredQueue queue = store.findByName(experiment, request.name())
                    .orElseThrow(() -> ApiException.missing("Review queue with name '%s' not found for experiment '%s'."
                            .formatted(request.name(), request.experimentId())));
            return new GetReviewQueueByName.Response(store.whole(List.of(queue)).getFirst());
        });
    }

    ListReviewQueues.Response list(Caller caller, ListReviewQueues request) {
        int size = PageSize.REVIEW_QUEUES.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        String user = request.user() == null ? null : Texts.user(request.user());
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            Page<StoredQueue> page =
                    Page.of(offset, size, most -> store.list(experiment, user, request.itemId(), offset, most));
            return new ListReviewQueues.Response(store.whole(page.rows()), Objects.requireNonNullElse(page.next(), ""));
        });
    }

    UpdateReviewQueue.Response update(Caller caller, UpdateReviewQueue request) {
        return database.write(tx -> {
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            StoredQueue queue = locked(store, request.queueId());
            if (queue.type() == ReviewQueueType.USER) {
                throw ApiException.invalid(
                        "A user queue's name, assigned user, schemas, and owner are fixed and cannot" + " be updated.");
            }
            boolean changed = request.name() != null || request.newOwner() != null;
            if (Boolean.TRUE.equals(request.updateUsers())) {
                store.setUsers(queue.id(), NewQueue.users(request.users()));
                changed = true;
            }
            if (Boolean.TRUE.equals(request.updateSchemaIds())) {
                setSchemas(tx, caller, queue, NewQueue.schemas(request.schemaIds()));
                changed = true;
            }
            StoredQueue after = changed ? update(store, queue, request) : queue;
            return new UpdateReviewQueue.Response(store.whole(List.of(after)).getFirst());
        });
    }

    private StoredQueue update(ReviewQueueStore store, StoredQueue queue, UpdateReviewQueue request) {
        StoredQueue after = new StoredQueue(
                queue.id(),
                queue.queueId(),
                queue.experiment(),
                request.name() == null ? queue.name() : NewQueue.customName(request.name()),
                queue.type(),
                request.newOwner() == null ? queue.createdBy() : NewQueue.owner(request.newOwner()),
                queue.creationTime(),
                clock.millis());
        try {
            store.update(after);
            return after;
        } catch (DatabaseException refused) {
            throw refused.isConstraint() ? taken(after.name()) : refused;
        }
    }

    private static void setSchemas(Transaction tx, Caller caller, StoredQueue queue, List<String> schemaIds) {
        if (new ReviewItemStore(tx, queue).isUsed()) {
            throw ApiException.invalid("A review queue's questions are locked once items are assigned to it. Remove the"
                    + " items before changing its questions.");
        }
        checkSchemas(tx, caller, queue.experiment(), schemaIds);
        new ReviewQueueStore(tx, caller).setSchemas(queue.id(), schemaIds);
    }

    /// Deletes a queue with its items; nothing happens where there is none. The answers stay.
    Empty delete(Caller caller, DeleteReviewQueue request) {
        return database.write(tx -> {
            ReviewQueueStore store = new ReviewQueueStore(tx, caller);
            store.find(request.queueId()).ifPresent(queue -> store.delete(queue.id()));
            return Empty.EMPTY;
        });
    }

    static StoredQueue locked(ReviewQueueStore store, String queueId) {
        return store.locked(queueId).orElseThrow(() -> missing(queueId));
    }

    static ApiException missing(String queueId) {
        return ApiException.missing("Review queue with id '%s' not found.".formatted(queueId));
    }

    private static ApiException taken(String name) {
        return ApiException.alreadyExists(
                "Review queue with name '%s' already exists (names are case-insensitive).".formatted(name));
    }
}
