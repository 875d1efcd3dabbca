package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST schemas`.
public record CreateSchema(
        String name, String catalogName, @Nullable String comment, Map<String, String> properties)
        implements AnsweredWith<SchemaInfo> {
    public CreateSchema {
        Require.text("name", name);
        Require.text("catalog_name", catalogName);
        properties = Require.mapOrEmpty(properties);
    }
}
