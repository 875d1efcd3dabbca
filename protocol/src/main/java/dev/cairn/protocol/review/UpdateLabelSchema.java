package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH label-schemas/update`: what is null stays.
public record UpdateLabelSchema(
        String schemaId,
        @Nullable String name,
        @Nullable String instruction,
        @Nullable Boolean enableComment,
        @Nullable LabelSchemaInput input) {
    public UpdateLabelSchema {
        Require.text("schema_id", schemaId);
    }

    public record Response(LabelSchema labelSchema) {}
}
