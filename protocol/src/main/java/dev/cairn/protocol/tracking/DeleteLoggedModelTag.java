package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// `DELETE logged-models/{model_id}/tags/{tag_key}`.
public record DeleteLoggedModelTag(String modelId, String tagKey) {
    public DeleteLoggedModelTag {
        Require.text("model_id", modelId);
        Require.text("tag_key", tagKey);
    }
}
