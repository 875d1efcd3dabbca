package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH models/{full_name}`. What is not there stays as it is.
public record UpdateCatalogModel(
        String fullName,
        @Nullable String newName,
        @Nullable String comment,
        @Nullable String owner) implements AnsweredWith<CatalogModelInfo> {
    public UpdateCatalogModel {
        Require.text("full_name", fullName);
    }
}
