package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.AiGatewayConfig;
import dev.cairn.protocol.inference.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An endpoint: registered models that answer requests under one name. Times are milliseconds since 1970.
///
/// @param id              a number, by which permissions on it are asked for
/// @param config          what answers now; absent until something does
/// @param pendingConfig   what is being made ready
/// @param permissionLevel what the caller may do with it: `CAN_VIEW`, `CAN_QUERY` or `CAN_MANAGE`
/// @param aiGateway       what it keeps of requests, and how often it may be called; absent where nobody ever said
/// @param rateLimits      the same limits, where older clients look for them
/// @param cairnShares     what the entities of `config` get now, where a rollout moves that; else empty
public record ServingEndpoint(
        String id,
        String name,
        @Nullable String creator,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String description,
        EndpointState state,
        @Nullable EndpointConfig config,
        @Nullable EndpointConfig pendingConfig,
        List<EndpointTag> tags,
        @Nullable String permissionLevel,
        boolean routeOptimized,
        @Nullable AiGatewayConfig aiGateway,
        List<RateLimit> rateLimits,
        List<TrafficConfig.Route> cairnShares) {
    public ServingEndpoint {
        cairnShares = Require.listOrEmpty(cairnShares);
        tags = Require.listOrEmpty(tags);
        rateLimits = Require.listOrEmpty(rateLimits);
    }
}
