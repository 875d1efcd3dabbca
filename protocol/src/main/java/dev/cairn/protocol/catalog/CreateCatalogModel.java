package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST models`.
public record CreateCatalogModel(
        String name,
        String catalogName,
        String schemaName,
        @Nullable String comment,
        List<Tag> tags) implements AnsweredWith<CatalogModelInfo> {
    public CreateCatalogModel {
        Require.text("name", name);
        Require.text("catalog_name", catalogName);
        Require.text("schema_name", schemaName);
        tags = Require.listOrEmpty(tags);
    }
}
