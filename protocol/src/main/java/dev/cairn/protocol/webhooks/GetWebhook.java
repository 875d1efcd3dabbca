package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;

/// `GET webhooks/{webhook_id}`.
public record GetWebhook(String webhookId) {
    public GetWebhook {
        Require.text("webhook_id", webhookId);
    }

    public record Response(Webhook webhook) {}
}
