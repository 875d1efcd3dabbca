package dev.cairn.review;

import static dev.cairn.access.Resource.REVIEW_QUEUE;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.review.QueueProgress;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueType;
import dev.cairn.protocol.review.ReviewStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The SQL of review queues, inside one workspace.
final class ReviewQueueStore {
    private static final Row<StoredQueue> ROW = row -> new StoredQueue(
            row.getLong("id"),
            row.getString("queue_id"),
            row.getLong("experiment_id"),
            row.getString("name"),
            ReviewQueueType.valueOf(row.getString("type")),
            row.getString("created_by"),
            row.getLong("creation_time"),
            row.getLong("last_update_time"));

    private static final String SELECT = """
            SELECT review_queues.* FROM review_queues
            JOIN experiments ON experiments.id = review_queues.experiment_id
            WHERE experiments.workspace_id = ?
            """;

    private final Transaction tx;
    private final Caller caller;

    ReviewQueueStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<StoredQueue> find(String queueId) {
        return tx.find(
                        SELECT + "AND review_queues.queue_id = ?",
                        ROW,
                        caller.workspace().id(),
                        queueId)
                .filter(this::admits);
    }

    /// A queue that no other transaction changes or adds items to until this one ends.
    Optional<StoredQueue> locked(String queueId) {
        return tx.find(
                        SELECT + "AND review_queues.queue_id = ? " + tx.locking("review_queues"),
                        ROW,
                        caller.workspace().id(),
                        queueId)
                .filter(this::admits);
    }

    Optional<StoredQueue> findByName(long experiment, String name) {
        return tx.find(
                        SELECT + "AND review_queues.experiment_id = ? AND review_queues.name_key = ?",
                        ROW,
                        caller.workspace().id(),
                        experiment,
                        StoredQueue.keyOf(name))
                .filter(this::admits);
    }

    private boolean admits(StoredQueue queue) {
        return Guard.admits(caller, REVIEW_QUEUE, queue.experiment());
    }

    /// The queues of an experiment, the newest first.
    ///
    /// @param user   who is assigned to them, anyone if null
    /// @param itemId the trace that is in them, any if null
    List<StoredQueue> list(long experiment, @Nullable String user, @Nullable String itemId, long offset, int most) {
        return tx.query(
                SELECT + """
                AND review_queues.experiment_id = ?
                AND (CAST(? AS VARCHAR) IS NULL
                  OR review_queues.id IN (SELECT queue FROM review_queue_users WHERE user_name = ?))
                AND (CAST(? AS VARCHAR) IS NULL
                  OR review_queues.id IN (
                    SELECT i.queue FROM review_queue_items i JOIN traces t ON t.id = i.trace WHERE t.trace_id = ?))
                ORDER BY review_queues.creation_time DESC, review_queues.queue_id LIMIT ? OFFSET ?
                """, ROW, caller.workspace().id(), experiment, user, user, itemId, itemId, most, offset);
    }

    /// Adds a queue and returns its row, none where the name is taken.
    Optional<Long> insert(StoredQueue queue) {
        return tx.find(
                """
                INSERT INTO review_queues
                  (queue_id, experiment_id, name, name_key, type, created_by, creation_time, last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (experiment_id, name_key) DO NOTHING
                RETURNING id
                """,
                row -> row.getLong(1),
                queue.queueId(),
                queue.experiment(),
                queue.name(),
                queue.nameKey(),
                queue.type().name(),
                queue.createdBy(),
                queue.creationTime(),
                queue.lastUpdateTime());
    }

    void update(StoredQueue queue) {
        tx.update("""
                UPDATE review_queues SET name = ?, name_key = ?, created_by = ?, last_update_time = ? WHERE id = ?
                """, queue.name(), queue.nameKey(), queue.createdBy(), queue.lastUpdateTime(), queue.id());
    }

    void delete(long queue) {
        tx.update("DELETE FROM review_queues WHERE id = ?", queue);
    }

    void setUsers(long queue, List<String> users) {
        tx.update("DELETE FROM review_queue_users WHERE queue = ?", queue);
        users.forEach(
                user -> tx.update("INSERT INTO review_queue_users (queue, user_name) VALUES (?, ?)", queue, user));
    }

    void setSchemas(long queue, List<String> schemaIds) {
        tx.update("DELETE FROM review_queue_schemas WHERE queue = ?", queue);
        schemaIds.forEach(
                id -> tx.update("INSERT INTO review_queue_schemas (queue, schema_id) VALUES (?, ?)", queue, id));
    }

    /// Queues with their people and questions, in the order given.
    List<ReviewQueue> whole(List<StoredQueue> queues) {
        long[] ids = queues.stream().mapToLong(StoredQueue::id).toArray();
        Map<Long, List<String>> users = grouped(
                "SELECT queue, user_name FROM review_queue_users WHERE queue IN (:ids) ORDER BY user_name", ids);
        Map<Long, List<String>> schemas = grouped(
                "SELECT queue, schema_id FROM review_queue_schemas WHERE queue IN (:ids) ORDER BY schema_id", ids);
        return queues.stream()
                .map(queue -> queue.with(
                        users.getOrDefault(queue.id(), List.of()), schemas.getOrDefault(queue.id(), List.of())))
                .toList();
    }

    /// The same, with how many of their items are how far.
    List<QueueProgress> withProgress(List<StoredQueue> queues) {
        Map<Long, Map<ReviewStatus, Long>> counts = new HashMap<>();
        tx.queryIn(
                """
                SELECT i.queue, i.status, count(*) FROM review_queue_items i JOIN traces t ON t.id = i.trace
                WHERE i.queue IN (:ids) AND t.is_deleted = 0 GROUP BY i.queue, i.status
                """,
                row -> counts.computeIfAbsent(row.getLong(1), queue -> new EnumMap<>(ReviewStatus.class))
                        .put(ReviewStatus.valueOf(row.getString(2)), row.getLong(3)),
                queues.stream().mapToLong(StoredQueue::id).toArray());
        List<ReviewQueue> whole = whole(queues);
        return IntStream.range(0, queues.size())
                .mapToObj(i -> {
                    Map<ReviewStatus, Long> own =
                            counts.getOrDefault(queues.get(i).id(), Map.of());
                    return new QueueProgress(
                            whole.get(i),
                            own.getOrDefault(ReviewStatus.PENDING, 0L),
                            own.getOrDefault(ReviewStatus.COMPLETE, 0L),
                            own.getOrDefault(ReviewStatus.DECLINED, 0L));
                })
                .toList();
    }

    private Map<Long, List<String>> grouped(String sql, long[] queues) {
        Map<Long, List<String>> groups = new HashMap<>();
        tx.queryIn(
                sql,
                row -> groups.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(row.getString(2)),
                queues);
        return groups;
    }
}
