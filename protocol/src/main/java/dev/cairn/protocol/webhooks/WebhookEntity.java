package dev.cairn.protocol.webhooks;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// What something happens to.
public enum WebhookEntity {
    REGISTERED_MODEL,
    MODEL_VERSION,
    MODEL_VERSION_TAG,
    MODEL_VERSION_ALIAS,
    PROMPT,
    PROMPT_VERSION,
    PROMPT_TAG,
    PROMPT_VERSION_TAG,
    PROMPT_ALIAS,
    BUDGET_POLICY;

    /// By name or by protobuf number, which counts from 1.
    @JsonCreator
    public static WebhookEntity of(Object wire) {
        return WireEnum.of(WebhookEntity.class, 1, wire);
    }
}
