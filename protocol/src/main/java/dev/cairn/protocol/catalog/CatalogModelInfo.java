package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A registered model of the catalogue, as the platform's clients read it. Times are milliseconds
/// since 1970.
public record CatalogModelInfo(
        String name,
        String catalogName,
        String schemaName,
        String fullName,
        String id,
        @Nullable String comment,
        String storageLocation,
        @Nullable String owner,
        String metastoreId,
        List<CatalogAlias> aliases,
        List<Tag> tags,
        @Nullable Long createdAt,
        @Nullable String createdBy,
        @Nullable Long updatedAt,
        @Nullable String updatedBy) {
    public CatalogModelInfo {
        aliases = Require.listOrEmpty(aliases);
        tags = Require.listOrEmpty(tags);
    }
}
