package dev.cairn.serving;

import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.ListServingConfigs.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The row of a configuration of an endpoint.
///
/// @param config       whole, but for states
/// @param models       when the model of each entity was made, in milliseconds since 1970
/// @param served       the version of each entity that answered last; empty until one did
/// @param creationTime milliseconds since 1970
/// @param message      why it failed
record StoredConfig(
        long endpoint,
        long version,
        EndpointConfig config,
        List<Long> models,
        List<String> served,
        String creator,
        long creationTime,
        Outcome outcome,
        @Nullable String message) {

    StoredConfig {
        models = List.copyOf(models);
        served = List.copyOf(served);
    }

    boolean isPending() {
        return outcome == Outcome.PENDING;
    }
}
