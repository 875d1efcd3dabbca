package dev.cairn.serving;

import dev.cairn.protocol.serving.EndpointConfig;
import java.util.List;

/// What somebody asks an endpoint to serve, made whole and found to be there.
///
/// @param models when the model of each entity was made, in milliseconds since 1970
record Asked(EndpointConfig config, List<Long> models) {
    Asked {
        models = List.copyOf(models);
    }
}
