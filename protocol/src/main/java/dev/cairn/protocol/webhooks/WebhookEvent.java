package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;

/// What a webhook is told of.
public record WebhookEvent(WebhookEntity entity, WebhookAction action) {
    public WebhookEvent {
        Require.present("entity", entity);
        Require.present("action", action);
    }
}
