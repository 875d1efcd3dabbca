package dev.cairn.protocol.webhooks;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// Whether a webhook is told anything.
public enum WebhookStatus {
    ACTIVE,
    DISABLED;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static WebhookStatus of(Object wire) {
        return WireEnum.of(WebhookStatus.class, 1, wire);
    }
}
