package dev.cairn.protocol.inference;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET 3.0/cairn/serving-endpoints/{name}/inference-table`.
public record GetInferenceTable(String name) implements AnsweredWith<InferenceTable> {
    public GetInferenceTable {
        Require.text("name", name);
    }
}
