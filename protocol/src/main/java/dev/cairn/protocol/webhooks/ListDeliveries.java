package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET webhooks/{webhook_id}/deliveries`: the newest first.
///
/// @param status what became of them; null for all
public record ListDeliveries(
        String webhookId,
        @Nullable DeliveryStatus status,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public ListDeliveries {
        Require.text("webhook_id", webhookId);
    }

    public record Response(
            List<WebhookDelivery> deliveries, @Nullable String nextPageToken) {
        public Response {
            deliveries = Require.listOrEmpty(deliveries);
        }
    }
}
