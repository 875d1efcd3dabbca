package dev.cairn.protocol.webhooks;

import org.jspecify.annotations.Nullable;

/// What a receiver answered to an example.
///
/// @param errorMessage why there was no answer
public record WebhookTestResult(
        boolean success,
        @Nullable Integer responseStatus,
        @Nullable String responseBody,
        @Nullable String errorMessage) {}
