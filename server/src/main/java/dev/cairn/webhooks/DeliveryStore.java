package dev.cairn.webhooks;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.webhooks.DeliveryStatus;
import dev.cairn.protocol.webhooks.WebhookDelivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of the log of one webhook.
final class DeliveryStore {
    private static final Row<WebhookDelivery> ROW = row -> new WebhookDelivery(
            row.getString("delivery_id"),
            row.getString("event"),
            row.getString("model_name"),
            DeliveryStatus.valueOf(row.getString("status")),
            row.getInt("attempts"),
            row.getLong("creation_time"),
            number(row, "attempt_time"),
            number(row, "due"),
            status(row),
            row.getString("error"));

    private final Transaction tx;
    private final String webhook;

    DeliveryStore(Transaction tx, String webhook) {
        this.tx = tx;
        this.webhook = webhook;
    }

    /// The newest first.
    ///
    /// @param status what became of them; null for all
    List<WebhookDelivery> list(@Nullable DeliveryStatus status, long offset, int most) {
        @Nullable String only = status == null ? null : status.name();
        return tx.query("""
                SELECT d.delivery_id, d.event, d.model_name, d.status, d.attempts, d.creation_time, d.attempt_time,
                  d.response_status, d.error, CASE WHEN d.status = 'PENDING' THEN q.due END AS due
                FROM webhook_deliveries d
                LEFT JOIN webhook_queues q ON q.webhook_id = d.webhook_id AND q.model = d.model
                WHERE d.webhook_id = ? AND (CAST(? AS TEXT) IS NULL OR d.status = ?)
                ORDER BY d.id DESC LIMIT ? OFFSET ?
                """, ROW, webhook, only, only, most, offset);
    }

    /// The model that one is about.
    Optional<Long> model(String id) {
        return tx.find(
                "SELECT model FROM webhook_deliveries WHERE webhook_id = ? AND delivery_id = ?",
                row -> row.getLong(1),
                webhook,
                id);
    }

    /// Has one sent once more, now.
    void again(String id, long model, long now) {
        tx.update("""
                INSERT INTO webhook_queues (webhook_id, model, due, lease) VALUES (?, ?, ?, 0)
                ON CONFLICT (webhook_id, model) DO UPDATE SET due = excluded.due
                """, webhook, model, now);
        tx.update("""
                UPDATE webhook_deliveries SET status = 'PENDING', since = ?, error = NULL, response_status = NULL
                WHERE webhook_id = ? AND delivery_id = ?
                """, now, webhook, id);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Integer status(ResultSet row) throws SQLException {
        int status = row.getInt("response_status");
        return row.wasNull() ? null : status;
    }
}
