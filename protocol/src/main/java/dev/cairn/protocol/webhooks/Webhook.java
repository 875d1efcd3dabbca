package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is told what happens to models and prompts. Its secret is never given out. Times are milliseconds.
public record Webhook(
        String webhookId,
        String name,
        @Nullable String description,
        String url,
        List<WebhookEvent> events,
        WebhookStatus status,
        long creationTimestamp,
        long lastUpdatedTimestamp) {
    public Webhook {
        events = Require.listOrEmpty(events);
    }
}
