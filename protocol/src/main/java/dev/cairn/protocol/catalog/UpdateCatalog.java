package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `PATCH catalogs/{name}`. What is not there stays as it is.
public record UpdateCatalog(
        String name,
        @Nullable String newName,
        @Nullable String comment,
        @Nullable String owner,
        @Nullable Map<String, String> properties)
        implements AnsweredWith<CatalogInfo> {
    public UpdateCatalog {
        Require.text("name", name);
    }
}
