package dev.cairn.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Workspace;
import dev.cairn.http.Json;
import dev.cairn.protocol.serving.ServedEntity;
import java.util.Objects;
import java.util.TreeMap;

/// A version of a model that an endpoint needs in the cluster.
///
/// @param endpoint whose it is
/// @param entity   what is to serve it
/// @param version  a number
/// @param made     when its model was made, which tells it from another of its name
/// @param secrets  the configuration of which it has secrets, which may be others in the next one; 0 if it has none
public record Wanted(Endpoint endpoint, ServedEntity entity, String version, long made, long secrets) {
    /// The endpoint, whose number no other one ever has.
    public record Endpoint(Workspace workspace, String name, long id) {}

    String model() {
        return Objects.requireNonNull(entity.entityName());
    }

    /// All that its pods are made of by its own doing, as text.
    String whole() {
        return String.join(
                "\n",
                endpoint.workspace().name(),
                endpoint.name(),
                String.valueOf(endpoint.id()),
                model(),
                version,
                String.valueOf(made),
                String.valueOf(secrets),
                PodCount.of(entity).toString(),
                new String(Json.write(new TreeMap<>(entity.environmentVars())), UTF_8));
    }
}
