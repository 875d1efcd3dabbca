package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST logged-models`.
public record CreateLoggedModel(
        String experimentId,
        @Nullable String name,
        @Nullable String modelType,
        @Nullable String sourceRunId,
        List<Tag> params,
        List<Tag> tags) {
    public CreateLoggedModel {
        Require.text("experiment_id", experimentId);
        params = Require.listOrEmpty(params);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(LoggedModel model) {}
}
