package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/model-versions/create`.
public record CreateGovernedVersion(
        String name,
        String source,
        @Nullable String runId,
        @Nullable String description,
        @Nullable String runTrackingServerId,
        List<Tag> tags,
        @Nullable String modelId) {
    public CreateGovernedVersion {
        Require.text("name", name);
        Require.text("source", source);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(GovernedVersion modelVersion) {}
}
