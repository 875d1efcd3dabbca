package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.NothingLost;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.AiGatewayConfig;
import dev.cairn.protocol.inference.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST serving-endpoints`.
///
/// Who pays for it (`budget_policy_id`, `usage_policy_id`) changes nothing here.
///
/// @param rateLimits the same as in `ai_gateway`, and in one of both
/// @param aiGateway  its inference table and its rate limits
@NothingLost(but = {"budget_policy_id", "usage_policy_id", "config.name"})
public record CreateServingEndpoint(
        String name,
        EndpointConfig config,
        @Nullable String description,
        List<EndpointTag> tags,
        List<RateLimit> rateLimits,
        @Nullable AiGatewayConfig aiGateway)
        implements AnsweredWith<ServingEndpoint> {
    public CreateServingEndpoint {
        Require.text("name", name);
        Require.present("config", config);
        tags = Require.listOrEmpty(tags);
        rateLimits = Require.listOrEmpty(rateLimits);
    }
}
