package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;

/// `GET label-schemas/get-by-name`.
public record GetLabelSchemaByName(String experimentId, String name) {
    public GetLabelSchemaByName {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
    }

    public record Response(LabelSchema labelSchema) {}
}
