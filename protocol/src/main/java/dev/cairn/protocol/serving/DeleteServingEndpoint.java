package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.Require;

/// `DELETE serving-endpoints/{name}`.
public record DeleteServingEndpoint(String name) implements AnsweredWith<Empty> {
    public DeleteServingEndpoint {
        Require.text("name", name);
    }
}
