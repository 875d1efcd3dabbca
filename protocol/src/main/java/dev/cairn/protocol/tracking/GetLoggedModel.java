package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `GET logged-models/{model_id}`.
public record GetLoggedModel(String modelId, @Nullable Boolean allowDeleted) {
    public GetLoggedModel {
        Require.text("model_id", modelId);
    }

    public record Response(LoggedModel model) {}
}
