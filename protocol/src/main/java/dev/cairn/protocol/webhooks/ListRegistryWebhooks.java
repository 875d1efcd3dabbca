package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET registry-webhooks/list`: the newest first.
///
/// @param modelName of the model that they are told of alone; null for all webhooks
/// @param events    of which they are told at least one, if there are any
public record ListRegistryWebhooks(
        @Nullable String modelName,
        List<RegistryWebhookEvent> events,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListRegistryWebhooks {
        events = Require.listOrEmpty(events);
    }

    public record Response(
            List<RegistryWebhook> webhooks, @Nullable String nextPageToken) {
        public Response {
            webhooks = Require.listOrEmpty(webhooks);
        }
    }
}
