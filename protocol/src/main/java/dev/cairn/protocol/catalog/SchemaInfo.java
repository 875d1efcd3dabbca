package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A schema: what models lie in. Times are milliseconds since 1970.
public record SchemaInfo(
        String name,
        String catalogName,
        String fullName,
        String schemaId,
        String catalogType,
        @Nullable String comment,
        Map<String, String> properties,
        @Nullable String owner,
        String metastoreId,
        @Nullable Long createdAt,
        @Nullable String createdBy,
        @Nullable Long updatedAt,
        @Nullable String updatedBy) {
    public SchemaInfo {
        properties = Require.mapOrEmpty(properties);
    }
}
