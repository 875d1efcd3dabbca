package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook as the managed platform has it. Times are milliseconds.
///
/// @param modelName of the model that it is told of alone; null for all
public record RegistryWebhook(
        String id,
        List<RegistryWebhookEvent> events,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String description,
        RegistryWebhookStatus status,
        HttpUrlSpec httpUrlSpec,
        @Nullable String modelName) {
    public RegistryWebhook {
        events = Require.listOrEmpty(events);
    }
}
