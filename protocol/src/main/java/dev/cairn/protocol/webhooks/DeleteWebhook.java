package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;

/// `DELETE webhooks/{webhook_id}`.
public record DeleteWebhook(String webhookId) {
    public DeleteWebhook {
        Require.text("webhook_id", webhookId);
    }
}
