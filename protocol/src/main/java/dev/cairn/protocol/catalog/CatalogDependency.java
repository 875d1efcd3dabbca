package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// What a version needs when it is asked, in the words of the platform's own API: one of these.
public record CatalogDependency(
        @Nullable Table table,
        @Nullable Function function,
        @Nullable Connection connection) {
    public record Table(@Nullable String tableFullName) {}

    public record Function(@Nullable String functionFullName) {}

    public record Connection(@Nullable String connectionName) {}
}
