package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.AiGatewayConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST serving-endpoints`.
///
/// @param rateLimits refused, as long as there is no gateway
/// @param aiGateway  its inference table alone
public record CreateServingEndpoint(
        String name,
        EndpointConfig config,
        @Nullable String description,
        List<EndpointTag> tags,
        List<Map<String, Object>> rateLimits,
        @Nullable AiGatewayConfig aiGateway)
        implements AnsweredWith<ServingEndpoint> {
    public CreateServingEndpoint {
        Require.text("name", name);
        Require.present("config", config);
        tags = Require.listOrEmpty(tags);
        rateLimits = Require.listOrEmpty(rateLimits);
    }
}
