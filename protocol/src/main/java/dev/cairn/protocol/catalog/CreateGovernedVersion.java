package dev.cairn.protocol.catalog;

import dev.cairn.protocol.FromHeader;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.lineage.LineageHeader;
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
        @Nullable String modelId,
        List<GovernedDependency> modelVersionDependencies,
        @FromHeader(LineageHeader.NAME) @Nullable String lineageIdentifier) {
    public CreateGovernedVersion {
        Require.text("name", name);
        Require.text("source", source);
        tags = Require.listOrEmpty(tags);
        modelVersionDependencies = Require.listOrEmpty(modelVersionDependencies);
    }

    public record Response(GovernedVersion modelVersion) {}
}
