package dev.cairn.webhooks;

import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of what goes out, of all workspaces: who is at what, and what became of it.
final class QueueStore {
    private final Transaction tx;

    QueueStore(Transaction tx) {
        this.tx = tx;
    }

    /// Queues whose time has come and that nobody is at, at most so many of each webhook.
    List<Queue> due(long now, int ofWebhook) {
        return tx.query(
                """
                SELECT webhook_id, model, workspace_id FROM (
                  SELECT q.webhook_id, q.model, w.workspace_id, q.due,
                    ROW_NUMBER() OVER (PARTITION BY q.webhook_id ORDER BY q.due, q.model) AS place
                  FROM webhook_queues q JOIN webhooks w ON w.webhook_id = q.webhook_id
                  WHERE q.due <= ? AND q.lease <= ? AND w.status = ?) AS waiting
                WHERE place <= ? ORDER BY due
                """,
                row -> new Queue(row.getString(1), row.getLong(2), row.getLong(3)),
                now,
                now,
                StoredWebhook.ACTIVE,
                ofWebhook);
    }

    /// Takes a queue until a time, unless somebody else is at it.
    boolean take(Queue queue, long now, long until) {
        return tx.update(
                        "UPDATE webhook_queues SET lease = ? WHERE webhook_id = ? AND model = ? AND due <= ? AND lease <= ?",
                        until,
                        queue.webhook(),
                        queue.model(),
                        now,
                        now)
                == 1;
    }

    /// What is at the head of a queue.
    Optional<Waiting> head(Queue queue) {
        return tx.find(
                """
                SELECT d.id, d.delivery_id, d.event, d.body, d.attempts, d.since FROM webhook_deliveries d
                WHERE d.webhook_id = ? AND d.model = ? AND d.status = 'PENDING' ORDER BY d.id LIMIT 1
                """,
                row -> new Waiting(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getLong(6)),
                queue.webhook(),
                queue.model());
    }

    Optional<StoredWebhook> webhook(Queue queue) {
        return tx.find(WebhookStore.SELECT + "WHERE w.webhook_id = ?", WebhookStore.ROW, queue.webhook());
    }

    /// Gives a queue back, unless somebody else has taken it meanwhile, since this one took too long.
    boolean giveBack(Queue queue, long until, long due) {
        return tx.update(
                        "UPDATE webhook_queues SET lease = 0, due = ? WHERE webhook_id = ? AND model = ? AND lease = ?",
                        due,
                        queue.webhook(),
                        queue.model(),
                        until)
                == 1;
    }

    /// Removes a queue that this server is at, in which nothing waits.
    void remove(Queue queue) {
        tx.update("DELETE FROM webhook_queues WHERE webhook_id = ? AND model = ?", queue.webhook(), queue.model());
    }

    /// Notes what became of an attempt.
    void note(Waiting waiting, String status, long now, @Nullable Integer response, @Nullable String error) {
        tx.update("""
                UPDATE webhook_deliveries SET status = ?, attempts = attempts + 1, attempt_time = ?, response_status = ?,
                  error = ?
                WHERE id = ? AND status = 'PENDING'
                """, status, now, response, error, waiting.id());
    }

    /// Deletes some of the log that is older than a time, and returns how many.
    int deleteBefore(long time, int most) {
        return tx.update("""
                DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries
                WHERE creation_time < ? AND status <> 'PENDING' ORDER BY creation_time LIMIT ?)
                """, time, most);
    }

    List<String> webhooks() {
        return tx.query("SELECT webhook_id FROM webhooks ORDER BY webhook_id", row -> row.getString(1));
    }

    /// Deletes of a webhook's log what is behind the newest, and returns how many.
    int deleteBehind(String webhook, int kept) {
        return tx.update("""
                DELETE FROM webhook_deliveries WHERE webhook_id = ? AND status <> 'PENDING' AND id <=
                  (SELECT id FROM webhook_deliveries WHERE webhook_id = ? AND status <> 'PENDING'
                   ORDER BY id DESC LIMIT 1 OFFSET ?)
                """, webhook, webhook, kept);
    }

    /// What waits for one webhook about one model.
    record Queue(String webhook, long model, long workspace) {}

    /// Something that waits.
    ///
    /// @param since from when on it is tried, in milliseconds
    record Waiting(long id, String deliveryId, String event, String body, int attempts, long since) {}
}
