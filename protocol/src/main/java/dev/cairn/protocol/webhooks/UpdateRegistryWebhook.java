package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PATCH registry-webhooks/update`: what is null stays, and so do events if none are given.
public record UpdateRegistryWebhook(
        String id,
        List<RegistryWebhookEvent> events,
        @Nullable String description,
        @Nullable RegistryWebhookStatus status,
        @Nullable HttpUrlSpec httpUrlSpec,
        @Nullable JobSpec jobSpec) {
    public UpdateRegistryWebhook {
        Require.text("id", id);
        events = Require.listOrEmpty(events);
    }

    public record Response(RegistryWebhook webhook) {}
}
