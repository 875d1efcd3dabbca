package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;

/// `GET serving-endpoints/{name}/openapi`: what the models behind an endpoint take, as an OpenAPI document.
public record GetServingOpenApi(String name) {
    public GetServingOpenApi {
        Require.text("name", name);
    }
}
