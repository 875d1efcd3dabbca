package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PATCH webhooks/{webhook_id}`: what is null stays, and so do events if none are given.
///
/// @param secret empty to sign no more
public record UpdateWebhook(
        String webhookId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String url,
        List<WebhookEvent> events,
        @Nullable String secret,
        @Nullable WebhookStatus status) {
    public UpdateWebhook {
        Require.text("webhook_id", webhookId);
        events = Require.listOrEmpty(events);
    }

    public record Response(Webhook webhook) {}
}
