package dev.cairn.review;

import static dev.cairn.db.ColumnType.LONG;
import static dev.cairn.db.ColumnType.OPTIONAL_LONG;
import static dev.cairn.db.ColumnType.TEXT;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.review.FindReviewPlace;
import dev.cairn.protocol.review.QueuedTrace;
import dev.cairn.protocol.review.ReviewItemType;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.Traces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of the items of one queue, which was found in the caller's workspace.
final class ReviewItemStore {
    private static final String COLUMNS = """
            SELECT t.trace_id, i.status, i.completed_by, i.completed_time, i.creation_time, i.last_update_time
            """;
    private static final String ITEMS = """
            FROM review_queue_items i JOIN traces t ON t.id = i.trace
            WHERE i.queue = ? AND t.is_deleted = 0
            """;
    private static final String SELECT = COLUMNS + ITEMS;
    private static final String SHOWN = COLUMNS + ", t.name, t.request_preview, t.state, t.request_time " + ITEMS;

    /// All items of a queue, each with its place and its neighbours.
    private static final String PLACED = COLUMNS + """
            , row_number() OVER listed AS place, lag(t.trace_id) OVER listed AS previous_id,
              lead(t.trace_id) OVER listed AS next_id
            """ + ITEMS + """
            WINDOW listed AS (ORDER BY i.creation_time DESC, t.trace_id)
            """;

    private static final BulkInsert ADD = new BulkInsert(
            "INSERT INTO review_queue_items (queue, trace, status, creation_time, last_update_time)",
            List.of(LONG, LONG, TEXT, LONG, LONG),
            "ON CONFLICT (queue, trace) DO NOTHING");

    private static final BulkInsert COPY = new BulkInsert(
            """
            INSERT INTO review_queue_items
              (queue, trace, status, completed_by, completed_time, creation_time, last_update_time)
            """, List.of(LONG, LONG, TEXT, TEXT, OPTIONAL_LONG, LONG, LONG), "ON CONFLICT (queue, trace) DO NOTHING");

    private final Transaction tx;
    private final StoredQueue queue;
    private final Row<ReviewQueueItem> row = this::item;

    ReviewItemStore(Transaction tx, StoredQueue queue) {
        this.tx = tx;
        this.queue = queue;
    }

    private ReviewQueueItem item(ResultSet row) throws SQLException {
        return new ReviewQueueItem(
                queue.queueId(),
                ReviewItemType.TRACE,
                row.getString(1),
                ReviewStatus.valueOf(row.getString(2)),
                row.getString(3),
                row.getObject(4) == null ? null : row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }

    boolean isUsed() {
        return tx.find("SELECT 1 FROM review_queue_items WHERE queue = ? LIMIT 1", found -> 1, queue.id())
                .isPresent();
    }

    /// Adds traces; those that are in the queue stay as they are.
    void add(Collection<Long> traces, long now) {
        tx.insertAll(
                ADD,
                traces.stream()
                        .map(trace -> new Object[] {queue.id(), trace, ReviewStatus.PENDING.name(), now, now})
                        .toList());
    }

    /// Adds items as they were.
    ///
    /// @param rows the numbers of their traces, by the ids
    void insert(List<ReviewQueueItem> items, Map<String, Long> rows) {
        tx.insertAll(
                COPY,
                items.stream()
                        .map(item -> new @Nullable Object[] {
                            queue.id(),
                            rows.get(item.itemId()),
                            item.status().name(),
                            item.completedBy(),
                            item.completedTimeMs(),
                            item.creationTimeMs(),
                            item.lastUpdateTimeMs()
                        })
                        .toList());
    }

    void remove(Collection<String> traceIds) {
        tx.queryIn("""
                DELETE FROM review_queue_items
                WHERE queue = ? AND trace IN (SELECT id FROM traces WHERE trace_id IN (:ids)) RETURNING trace
                """, removed -> removed.getLong(1), traceIds, queue.id());
    }

    Optional<ReviewQueueItem> find(String traceId) {
        return tx.find(SELECT + "AND t.trace_id = ?", row, queue.id(), traceId);
    }

    List<ReviewQueueItem> find(Collection<String> traceIds) {
        return tx.queryIn(SELECT + "AND t.trace_id IN (:ids)", row, traceIds, queue.id());
    }

    /// The items of a queue, the newest first.
    ///
    /// @param status how far their review is, anyhow if null
    List<ReviewQueueItem> list(@Nullable ReviewStatus status, long offset, int most) {
        String name = status == null ? null : status.name();
        return tx.query(SELECT + """
                AND (CAST(? AS VARCHAR) IS NULL OR i.status = ?)
                ORDER BY i.creation_time DESC, t.trace_id LIMIT ? OFFSET ?
                """, row, queue.id(), name, name, most, offset);
    }

    /// The same, with what people know their traces by.
    List<QueuedTrace> shown(@Nullable ReviewStatus status, long offset, int most) {
        String name = status == null ? null : status.name();
        return tx.query(
                SHOWN + """
                AND (CAST(? AS VARCHAR) IS NULL OR i.status = ?)
                ORDER BY i.creation_time DESC, t.trace_id LIMIT ? OFFSET ?
                """,
                found -> new QueuedTrace(
                        item(found),
                        found.getString(7),
                        Traces.listedRequest(tx, found.getString(1), found.getString(8)),
                        TraceState.valueOf(found.getString(9)),
                        found.getLong(10)),
                queue.id(),
                name,
                name,
                most,
                offset);
    }

    /// An item and where it stands in the list.
    Optional<FindReviewPlace.Placed> placed(String traceId) {
        return tx.find(
                        "SELECT * FROM (" + PLACED + ") AS placed WHERE trace_id = ?",
                        found -> new FindReviewPlace.Placed(
                                item(found), found.getLong(7), found.getString(8), found.getString(9), null),
                        queue.id(),
                        traceId)
                .map(placed -> new FindReviewPlace.Placed(
                        placed.item(),
                        placed.place(),
                        placed.previousItemId(),
                        placed.nextItemId(),
                        nextPending(placed.place()).orElse(null)));
    }

    /// The first pending item behind a place, or else the first before it.
    Optional<String> nextPending(long place) {
        return tx.find("SELECT trace_id FROM (" + PLACED + """
                ) AS placed WHERE status = 'PENDING' AND place <> ?
                ORDER BY CASE WHEN place > ? THEN 0 ELSE 1 END, place LIMIT 1
                """, found -> found.getString(1), queue.id(), place, place);
    }

    void update(ReviewQueueItem item) {
        tx.update(
                """
                UPDATE review_queue_items
                SET status = ?, completed_by = ?, completed_time = ?, last_update_time = ?
                WHERE queue = ? AND trace = (SELECT id FROM traces WHERE trace_id = ?)
                """,
                item.status().name(),
                item.completedBy(),
                item.completedTimeMs(),
                item.lastUpdateTimeMs(),
                queue.id(),
                item.itemId());
    }
}
