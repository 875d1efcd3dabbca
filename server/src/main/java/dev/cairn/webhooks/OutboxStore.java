package dev.cairn.webhooks;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SQL of what a change leaves for webhooks, in the transaction of the change.
final class OutboxStore {
    private final Transaction tx;
    private final Workspace workspace;

    OutboxStore(Transaction tx, Workspace workspace) {
        this.tx = tx;
        this.workspace = workspace;
    }

    /// Those that are told of a model, in one order, so that no two changes wait for each other.
    List<StoredWebhook> listening(long model) {
        return tx.query(
                WebhookStore.SELECT
                        + "WHERE w.workspace_id = ? AND w.status = ? AND (w.model IS NULL OR w.model = ?)"
                        + " ORDER BY w.webhook_id",
                WebhookStore.ROW,
                workspace.id(),
                StoredWebhook.ACTIVE,
                model);
    }

    List<Tag> tags(long model) {
        return tx.query(
                "SELECT name, value FROM registered_model_tags WHERE model = ? ORDER BY name",
                row -> new Tag(row.getString(1), row.getString(2)),
                model);
    }

    /// Whether at least so much waits for a webhook.
    boolean hasWaiting(String webhook, int most) {
        return tx.find("""
                SELECT 1 FROM webhook_deliveries WHERE webhook_id = ? AND status = 'PENDING' ORDER BY id LIMIT 1 OFFSET ?
                """, row -> 1, webhook, most - 1).isPresent();
    }

    /// Puts something at the end of what waits for a webhook about a model. Others who do the same wait for this
    /// transaction, so that what is numbered first was done first.
    void enqueue(Draft draft, long now) {
        tx.update("""
                INSERT INTO webhook_queues (webhook_id, model, due, lease) VALUES (?, ?, ?, 0)
                ON CONFLICT (webhook_id, model) DO UPDATE SET model = excluded.model
                """, draft.webhook(), draft.model(), now);
        insert(draft, "PENDING", null, now);
    }

    /// Keeps something that is not sent.
    void keep(Draft draft, String why, long now) {
        insert(draft, "FAILED", why, now);
    }

    private void insert(Draft draft, String status, @Nullable String error, long now) {
        tx.update(
                """
                INSERT INTO webhook_deliveries
                  (delivery_id, webhook_id, model, model_name, event, body, status, attempts, creation_time, since, error)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                """,
                draft.id(),
                draft.webhook(),
                draft.model(),
                draft.modelName(),
                draft.event(),
                draft.body(),
                status,
                now,
                now,
                error);
    }

    /// Something to send.
    ///
    /// @param event as the webhook names it
    /// @param body  the JSON that is sent
    record Draft(String id, String webhook, long model, String modelName, String event, String body) {}
}
