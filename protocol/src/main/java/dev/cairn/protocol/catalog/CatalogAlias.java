package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// An alias of a model of the catalogue.
public record CatalogAlias(
        String aliasName,
        long versionNum,
        @Nullable String modelName,
        @Nullable String catalogName,
        @Nullable String schemaName) {}
