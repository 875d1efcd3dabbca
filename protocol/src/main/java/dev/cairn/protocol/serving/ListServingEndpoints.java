package dev.cairn.protocol.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET serving-endpoints`.
public record ListServingEndpoints() {

    /// Those that the caller sees.
    ///
    /// @param endpoints   by name; also told when there are none, since MLflow's client relies on it
    /// @param cairnPlaces where models may run, the first of them where nobody says; empty on a server
    /// without a cluster
    public record Response(@JsonInclude List<ServingEndpoint> endpoints, List<String> cairnPlaces) {
        public Response {
            endpoints = Require.listOrEmpty(endpoints);
            cairnPlaces = Require.listOrEmpty(cairnPlaces);
        }
    }
}
