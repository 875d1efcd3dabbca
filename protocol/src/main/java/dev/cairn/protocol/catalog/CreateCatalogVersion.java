package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.FromHeader;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.lineage.LineageHeader;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST models/versions`.
public record CreateCatalogVersion(
        String modelName,
        String catalogName,
        String schemaName,
        String source,
        @Nullable String runId,
        @Nullable String comment,
        List<Tag> tags,
        @Nullable String modelId,
        @Nullable String runTrackingServerId,
        @Nullable CatalogDependencies modelVersionDependencies,
        @FromHeader(LineageHeader.NAME) @Nullable String lineageIdentifier)
        implements AnsweredWith<CatalogVersionInfo> {
    public CreateCatalogVersion {
        Require.text("model_name", modelName);
        Require.text("catalog_name", catalogName);
        Require.text("schema_name", schemaName);
        Require.text("source", source);
        tags = Require.listOrEmpty(tags);
    }
}
