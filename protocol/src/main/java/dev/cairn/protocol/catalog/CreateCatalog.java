package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST catalogs`.
public record CreateCatalog(String name, @Nullable String comment, Map<String, String> properties)
        implements AnsweredWith<CatalogInfo> {
    public CreateCatalog {
        Require.text("name", name);
        properties = Require.mapOrEmpty(properties);
    }
}
