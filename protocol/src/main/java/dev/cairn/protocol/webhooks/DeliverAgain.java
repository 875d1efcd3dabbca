package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;

/// `POST webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver`: sends it once more, before all that waits.
public record DeliverAgain(String webhookId, String deliveryId) {
    public DeliverAgain {
        Require.text("webhook_id", webhookId);
        Require.text("delivery_id", deliveryId);
    }
}
