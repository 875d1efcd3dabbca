package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// The one metastore of a server: what all catalogs lie in. Times are milliseconds since 1970.
public record MetastoreInfo(
        String metastoreId,
        String globalMetastoreId,
        String name,
        @Nullable String owner,
        String cloud,
        String region,
        String privilegeModelVersion,
        @Nullable Long createdAt,
        @Nullable String createdBy,
        @Nullable Long updatedAt,
        @Nullable String updatedBy) {}
