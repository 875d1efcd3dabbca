package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.NothingLost;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.InferenceTableConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PUT serving-endpoints/{name}/config`. It may have what `GET` says of a configuration.
@NothingLost(but = {"config_version", "start_time"})
public record UpdateServingConfig(
        String name,
        List<ServedEntity> servedEntities,
        List<ServedModel> servedModels,
        @Nullable TrafficConfig trafficConfig,
        @Nullable InferenceTableConfig autoCaptureConfig)
        implements AnsweredWith<ServingEndpoint> {
    public UpdateServingConfig {
        Require.text("name", name);
        servedEntities = Require.listOrEmpty(servedEntities);
        servedModels = Require.listOrEmpty(servedModels);
    }

    /// What is asked for.
    public EndpointConfig config() {
        return new EndpointConfig(servedEntities, servedModels, trafficConfig, null, null, autoCaptureConfig);
    }
}
