package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST logged-models/{model_id}/params`.
public record LogLoggedModelParams(String modelId, List<Tag> params) {
    public LogLoggedModelParams {
        Require.text("model_id", modelId);
        params = Require.listOrEmpty(params);
    }
}
