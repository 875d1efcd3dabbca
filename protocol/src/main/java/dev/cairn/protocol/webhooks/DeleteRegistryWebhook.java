package dev.cairn.protocol.webhooks;

import dev.cairn.protocol.Require;

/// `DELETE registry-webhooks/delete`.
public record DeleteRegistryWebhook(String id) {
    public DeleteRegistryWebhook {
        Require.text("id", id);
    }
}
