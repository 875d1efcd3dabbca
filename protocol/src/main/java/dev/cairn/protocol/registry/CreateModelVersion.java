package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST model-versions/create`.
///
/// @param source  a URI of the folder that holds the model
/// @param runId   the run whose artifacts the source lies in; unset is not the same as empty
/// @param modelId the logged model whose artifacts the source lies in; unset is not the same as empty
public record CreateModelVersion(
        String name,
        String source,
        @Nullable String runId,
        List<Tag> tags,
        @Nullable String runLink,
        @Nullable String description,
        @Nullable String modelId) {
    public CreateModelVersion {
        Require.text("name", name);
        Require.text("source", source);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(ModelVersion modelVersion) {}
}
