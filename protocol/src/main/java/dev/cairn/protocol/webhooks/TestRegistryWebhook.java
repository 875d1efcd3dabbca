package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST registry-webhooks/test`.
///
/// @param event of which an example is sent; null for the first one that the webhook is told of
public record TestRegistryWebhook(String id, @Nullable RegistryWebhookEvent event) {
    public TestRegistryWebhook {
        Require.text("id", id);
    }

    /// What the receiver answered.
    public record Response(int statusCode, String body) {}
}
