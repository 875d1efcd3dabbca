package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET serving-endpoints`.
public record ListServingEndpoints() {

    /// Those that the caller sees.
    ///
    /// @param endpoints by name
    public record Response(List<ServingEndpoint> endpoints) {
        public Response {
            endpoints = Require.listOrEmpty(endpoints);
        }
    }
}
