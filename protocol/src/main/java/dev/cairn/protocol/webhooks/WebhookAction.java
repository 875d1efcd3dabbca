package dev.cairn.protocol.webhooks;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// What happens to it.
public enum WebhookAction {
    CREATED,
    UPDATED,
    DELETED,
    SET,
    EXCEEDED;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static WebhookAction of(Object wire) {
        return WireEnum.of(WebhookAction.class, 1, wire);
    }
}
