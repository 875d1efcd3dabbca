package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `PATCH schemas/{full_name}`. What is not there stays as it is.
public record UpdateSchema(
        String fullName,
        @Nullable String newName,
        @Nullable String comment,
        @Nullable String owner,
        @Nullable Map<String, String> properties)
        implements AnsweredWith<SchemaInfo> {
    public UpdateSchema {
        Require.text("full_name", fullName);
    }
}
