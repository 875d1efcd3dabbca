package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of such a model, as the platform's clients read it. Times are milliseconds since
/// 1970.
public record CatalogVersionInfo(
        String modelName,
        String catalogName,
        String schemaName,
        long version,
        String id,
        String source,
        @Nullable String comment,
        @Nullable String runId,
        ModelVersionStatus status,
        String storageLocation,
        String metastoreId,
        @Nullable String modelId,
        List<CatalogAlias> aliases,
        List<Tag> tags,
        @Nullable Long createdAt,
        @Nullable String createdBy,
        @Nullable Long updatedAt,
        @Nullable String updatedBy) {
    public CatalogVersionInfo {
        aliases = Require.listOrEmpty(aliases);
        tags = Require.listOrEmpty(tags);
    }
}
