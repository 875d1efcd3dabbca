package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `DELETE label-schemas/delete`.
public record DeleteLabelSchema(String schemaId) {
    public DeleteLabelSchema {
        Require.text("schema_id", schemaId);
    }
}
