package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A catalog: what schemas lie in. Times are milliseconds since 1970.
public record CatalogInfo(
        String name,
        String fullName,
        String securableType,
        String catalogType,
        String isolationMode,
        @Nullable String comment,
        Map<String, String> properties,
        @Nullable String owner,
        String metastoreId,
        @Nullable Long createdAt,
        @Nullable String createdBy,
        @Nullable Long updatedAt,
        @Nullable String updatedBy) {
    public CatalogInfo {
        properties = Require.mapOrEmpty(properties);
    }
}
