package dev.cairn.protocol.webhooks;

/// Whether a webhook of the managed platform is told anything; in `TEST_MODE` only examples.
public enum RegistryWebhookStatus {
    ACTIVE,
    DISABLED,
    TEST_MODE
}
