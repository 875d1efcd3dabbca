package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST webhooks`.
///
/// @param secret with which what is sent is signed
public record CreateWebhook(
        String name,
        @Nullable String description,
        String url,
        List<WebhookEvent> events,
        @Nullable String secret,
        @Nullable WebhookStatus status) {
    public CreateWebhook {
        Require.text("name", name);
        Require.text("url", url);
        Require.present("events", events);
    }

    public record Response(Webhook webhook) {}
}
