package dev.cairn.webhooks;

import dev.cairn.access.Workspace;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of webhooks, inside one workspace.
final class WebhookStore {
    static final String SELECT = """
            SELECT w.*, m.name AS model_name, s.name AS workspace_name FROM webhooks w
            JOIN workspaces s ON s.id = w.workspace_id
            LEFT JOIN registered_models m ON m.id = w.model
            """;

    static final Row<StoredWebhook> ROW = row -> {
        long model = row.getLong("model");
        @Nullable Long only = row.wasNull() ? null : model;
        return new StoredWebhook(
                row.getString("webhook_id"),
                row.getLong("workspace_id"),
                row.getString("workspace_name"),
                row.getInt("is_managed") != 0,
                row.getString("name"),
                row.getString("description"),
                row.getString("url"),
                Arrays.asList(row.getString("events").strip().split(" ", -1)),
                row.getString("status"),
                only,
                row.getString("model_name"),
                row.getInt("verifies_tls") != 0,
                row.getString("secret"),
                row.getString("authorization_header"),
                row.getLong("creation_time"),
                row.getLong("last_update_time"));
    };

    private final Transaction tx;
    private final Workspace workspace;

    WebhookStore(Transaction tx, Workspace workspace) {
        this.tx = tx;
        this.workspace = workspace;
    }

    Optional<StoredWebhook> find(String id) {
        return tx.find(SELECT + "WHERE w.workspace_id = ? AND w.webhook_id = ?", ROW, workspace.id(), id);
    }

    /// One that no other transaction changes until this one ends.
    Optional<StoredWebhook> locked(String id) {
        return tx.find(
                SELECT + "WHERE w.workspace_id = ? AND w.webhook_id = ? " + tx.locking("w"), ROW, workspace.id(), id);
    }

    /// Those of one dialect, the newest first.
    List<StoredWebhook> list(boolean managed) {
        return tx.query(
                SELECT + "WHERE w.workspace_id = ? AND w.is_managed = ? ORDER BY w.creation_time DESC, w.webhook_id",
                ROW,
                workspace.id(),
                managed ? 1 : 0);
    }

    long count() {
        return tx.number("SELECT COUNT(*) FROM webhooks WHERE workspace_id = ?", workspace.id());
    }

    void insert(StoredWebhook webhook) {
        tx.update(
                """
                INSERT INTO webhooks (webhook_id, workspace_id, is_managed, name, description, url, events, status, model,
                  verifies_tls, secret, authorization_header, creation_time, last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                webhook.id(),
                workspace.id(),
                webhook.isManaged() ? 1 : 0,
                webhook.name(),
                webhook.description(),
                webhook.url(),
                text(webhook.events()),
                webhook.status(),
                webhook.model(),
                webhook.verifiesTls() ? 1 : 0,
                webhook.secret(),
                webhook.authorization(),
                webhook.creationTime(),
                webhook.lastUpdateTime());
    }

    void update(StoredWebhook webhook) {
        tx.update(
                """
                UPDATE webhooks SET name = ?, description = ?, url = ?, events = ?, status = ?, verifies_tls = ?,
                  secret = ?, authorization_header = ?, last_update_time = ?
                WHERE workspace_id = ? AND webhook_id = ?
                """,
                webhook.name(),
                webhook.description(),
                webhook.url(),
                text(webhook.events()),
                webhook.status(),
                webhook.verifiesTls() ? 1 : 0,
                webhook.secret(),
                webhook.authorization(),
                webhook.lastUpdateTime(),
                workspace.id(),
                webhook.id());
    }

    void delete(String id) {
        tx.update("DELETE FROM webhooks WHERE workspace_id = ? AND webhook_id = ?", workspace.id(), id);
    }

    /// The id of a registered model that is no prompt.
    Optional<Long> model(String name) {
        return tx.find("""
                SELECT m.id FROM registered_models m WHERE m.workspace_id = ? AND m.name = ? AND NOT EXISTS
                  (SELECT 1 FROM registered_model_tags t WHERE t.model = m.id AND t.name = 'mlflow.prompt.is_prompt'
                   AND LOWER(t.value) = 'true')
                """, row -> row.getLong(1), workspace.id(), name);
    }

    private static String text(List<String> events) {
        return " " + String.join(" ", events) + " ";
    }
}
