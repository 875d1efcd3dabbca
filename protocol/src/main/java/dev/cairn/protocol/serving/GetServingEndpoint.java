package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET serving-endpoints/{name}`.
public record GetServingEndpoint(String name) implements AnsweredWith<ServingEndpoint> {
    public GetServingEndpoint {
        Require.text("name", name);
    }
}
