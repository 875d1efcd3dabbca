package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST logged-models`.
///
/// @param modelId chosen by the client, `m-` and 32 hexadecimal digits; absent in what stock clients send
public record CreateLoggedModel(
        String experimentId,
        @Nullable String name,
        @Nullable String modelType,
        @Nullable String sourceRunId,
        List<Tag> params,
        List<Tag> tags,
        @Nullable String modelId) {
    public CreateLoggedModel {
        Require.text("experiment_id", experimentId);
        params = Require.listOrEmpty(params);
        tags = Require.listOrEmpty(tags);
    }

    /// A model whose id the server chooses.
    public CreateLoggedModel(
            String experimentId,
            @Nullable String name,
            @Nullable String modelType,
            @Nullable String sourceRunId,
            List<Tag> params,
            List<Tag> tags) {
        this(experimentId, name, modelType, sourceRunId, params, tags, null);
    }

    public record Response(LoggedModel model) {}
}
