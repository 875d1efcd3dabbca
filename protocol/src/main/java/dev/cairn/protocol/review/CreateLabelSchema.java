package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `POST label-schemas/create`.
public record CreateLabelSchema(
        String experimentId,
        String name,
        LabelSchemaType type,
        LabelSchemaInput input,
        @Nullable String instruction,
        @Nullable Boolean enableComment) {
    public CreateLabelSchema {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
        Require.present("type", type);
        Require.present("input", input);
    }

    public record Response(LabelSchema labelSchema) {}
}
