package dev.cairn.importing.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.http.Json;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaInput;
import dev.cairn.protocol.review.LabelSchemaType;
import dev.cairn.protocol.review.ReviewItemType;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewQueueType;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.review.QueueCopy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads label schemas and review queues of an MLflow database, which has them since MLflow 3.13.
final class MlflowReviewReader {
    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;
    private final Readings readings;
    private final Report report;

    MlflowReviewReader(ReadOnlyDatabase database, MlflowSchema schema, Readings readings, Report report) {
        this.database = database;
        this.schema = schema;
        this.readings = readings;
        this.report = report;
    }

    void each(Consumer<EvaluationObject> objects) {
        if (schema.has("label_schemas")) {
            database.query(
                            "SELECT * FROM label_schemas ORDER BY schema_id",
                            row -> readings.row("Label schema " + row.getString("schema_id"), () -> labelSchema(row)))
                    .forEach(it -> it.map(EvaluationObject.Schema::new).ifPresent(objects));
        }
        if (schema.has("review_queues")) {
            for (ReviewQueue queue : queues()) {
                readings.<EvaluationObject>one(
                                "Review queue " + queue.queueId(),
                                () -> new EvaluationObject.Queue(new QueueCopy(queue, items(queue.queueId()))))
                        .ifPresent(objects);
            }
        }
    }

    private static LabelSchema labelSchema(ResultSet row) throws SQLException {
        String input = "{\"%s\": %s}".formatted(row.getString("input_type"), row.getString("input_config"));
        return new LabelSchema(
                row.getString("schema_id"),
                Long.toString(row.getLong("experiment_id")),
                row.getString("name"),
                Readings.constant(LabelSchemaType.class, "type", row.getString("type")),
                row.getString("instruction"),
                row.getBoolean("enable_comment"),
                Json.read(input.getBytes(UTF_8), LabelSchemaInput.class),
                row.getLong("created_time"),
                row.getLong("last_update_time"),
                row.getBoolean("is_default"));
    }

    private List<ReviewQueue> queues() {
        List<Optional<ReviewQueue>> heads = database.query(
                "SELECT * FROM review_queues ORDER BY queue_id",
                row -> readings.row(
                        "Review queue " + row.getString("queue_id"), () -> queue(row, List.of(), List.of())));
        return heads.stream()
                .flatMap(Optional::stream)
                .map(queue -> new ReviewQueue(
                        queue.queueId(),
                        queue.experimentId(),
                        queue.name(),
                        queue.queueType(),
                        queue.createdBy(),
                        queue.creationTimeMs(),
                        queue.lastUpdateTimeMs(),
                        texts("SELECT user_id FROM review_queue_users WHERE queue_id = ? ORDER BY 1", queue.queueId()),
                        texts(
                                "SELECT schema_id FROM review_queue_label_schemas WHERE queue_id = ? ORDER BY 1",
                                queue.queueId())))
                .toList();
    }

    private static ReviewQueue queue(ResultSet row, List<String> users, List<String> schemas) throws SQLException {
        return new ReviewQueue(
                row.getString("queue_id"),
                Long.toString(row.getLong("experiment_id")),
                row.getString("name"),
                Readings.constant(ReviewQueueType.class, "type", row.getString("queue_type")),
                row.getString("created_by"),
                row.getLong("creation_time_ms"),
                row.getLong("last_update_time_ms"),
                users,
                schemas);
    }

    private List<String> texts(String sql, String queue) {
        return database.query(sql, row -> row.getString(1), queue);
    }

    /// Its traces; it is told that another kind of item is left out.
    private List<ReviewQueueItem> items(String queue) {
        List<ReviewQueueItem> items = new ArrayList<>();
        database.each(
                "SELECT * FROM review_queue_items WHERE queue_id = ? ORDER BY item_id",
                row -> {
                    if (row.getString("item_type").equalsIgnoreCase(ReviewItemType.TRACE.name())) {
                        items.add(item(row, queue));
                    } else {
                        report.problem("The %s '%s' of review queue %s is left out: only traces are reviewed here."
                                .formatted(row.getString("item_type"), row.getString("item_id"), queue));
                    }
                },
                queue);
        return items;
    }

    private static ReviewQueueItem item(ResultSet row, String queue) throws SQLException {
        long completed = row.getLong("completed_time_ms");
        Long completedTime = row.wasNull() ? null : Long.valueOf(completed);
        return new ReviewQueueItem(
                queue,
                ReviewItemType.TRACE,
                row.getString("item_id"),
                Readings.constant(ReviewStatus.class, "status", row.getString("status")),
                row.getString("completed_by"),
                completedTime,
                row.getLong("creation_time_ms"),
                row.getLong("last_update_time_ms"));
    }
}
