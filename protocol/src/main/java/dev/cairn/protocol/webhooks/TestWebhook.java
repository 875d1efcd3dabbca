package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST webhooks/{webhook_id}/test`.
///
/// @param event of which an example is sent; null for the first one that the webhook is told of
public record TestWebhook(String webhookId, @Nullable WebhookEvent event) {
    public TestWebhook {
        Require.text("webhook_id", webhookId);
    }

    public record Response(WebhookTestResult result) {}
}
