package dev.cairn.protocol.webhooks;

import org.jspecify.annotations.Nullable;

/// Something that a webhook is told. Times are milliseconds.
///
/// @param event          as the webhook names it, such as `model_version.created`
/// @param attempts       how often it was sent
/// @param lastAttempt    when it was sent last
/// @param nextAttempt    when it is sent again at the earliest; null if it is not
/// @param responseStatus what the receiver answered last
/// @param error          why it did not take it, or did not answer
public record WebhookDelivery(
        String deliveryId,
        String event,
        String modelName,
        DeliveryStatus status,
        int attempts,
        long creationTimestamp,
        @Nullable Long lastAttempt,
        @Nullable Long nextAttempt,
        @Nullable Integer responseStatus,
        @Nullable String error) {}
