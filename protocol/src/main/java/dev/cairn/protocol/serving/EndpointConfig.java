package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.InferenceTableConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an endpoint serves, and to whom of it requests go.
///
/// @param servedModels      the entities in older clients' words; in requests these or `served_entities`
/// @param configVersion     counts the configurations of an endpoint from 1; from the server
/// @param startTime         of a pending configuration: when the update began, in milliseconds since 1970; from the
/// server
/// @param autoCaptureConfig what is kept of requests; the same as in `ai_gateway`, and stored there
public record EndpointConfig(
        List<ServedEntity> servedEntities,
        List<ServedModel> servedModels,
        @Nullable TrafficConfig trafficConfig,
        @Nullable Long configVersion,
        @Nullable Long startTime,
        @Nullable InferenceTableConfig autoCaptureConfig) {
    public EndpointConfig {
        servedEntities = Require.listOrEmpty(servedEntities);
        servedModels = Require.listOrEmpty(servedModels);
    }

    /// The same with other entities in their place.
    public EndpointConfig with(List<ServedEntity> entities) {
        return new EndpointConfig(entities, servedModels, trafficConfig, configVersion, startTime, autoCaptureConfig);
    }

    /// The same with other shares.
    public EndpointConfig with(TrafficConfig shares) {
        return new EndpointConfig(servedEntities, servedModels, shares, configVersion, startTime, autoCaptureConfig);
    }
}
