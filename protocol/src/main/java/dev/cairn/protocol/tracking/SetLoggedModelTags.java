package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// `PATCH logged-models/{model_id}/tags`.
public record SetLoggedModelTags(String modelId, List<Tag> tags) {
    public SetLoggedModelTags {
        Require.text("model_id", modelId);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(LoggedModel model) {}
}
