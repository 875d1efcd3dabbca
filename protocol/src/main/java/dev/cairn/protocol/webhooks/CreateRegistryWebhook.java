package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST registry-webhooks/create`.
public record CreateRegistryWebhook(
        @Nullable String modelName,
        List<RegistryWebhookEvent> events,
        @Nullable String description,
        @Nullable RegistryWebhookStatus status,
        @Nullable HttpUrlSpec httpUrlSpec,
        @Nullable JobSpec jobSpec) {
    public CreateRegistryWebhook {
        Require.present("events", events);
    }

    public record Response(RegistryWebhook webhook) {}
}
