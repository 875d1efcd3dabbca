package dev.cairn.protocol.inference;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET 3.0/cairn/serving-endpoints/{name}/payloads/{id}`: one request that was kept, whole.
public record GetPayload(String name, String id) implements AnsweredWith<Payload> {
    public GetPayload {
        Require.text("name", name);
        Require.text("id", id);
    }
}
