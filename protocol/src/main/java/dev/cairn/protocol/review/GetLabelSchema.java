package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `GET label-schemas/get`.
public record GetLabelSchema(String schemaId) {
    public GetLabelSchema {
        Require.text("schema_id", schemaId);
    }

    public record Response(LabelSchema labelSchema) {}
}
