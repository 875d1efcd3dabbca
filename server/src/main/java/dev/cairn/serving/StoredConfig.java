package dev.cairn.serving;

import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.ListServingConfigs.Outcome;
import org.jspecify.annotations.Nullable;

/// The row of a configuration of an endpoint.
///
/// @param config       whole, but for states
/// @param creationTime milliseconds since 1970
/// @param message      why it failed
record StoredConfig(
        long endpoint,
        long version,
        EndpointConfig config,
        String creator,
        long creationTime,
        Outcome outcome,
        @Nullable String message) {

    boolean isPending() {
        return outcome == Outcome.PENDING;
    }
}
