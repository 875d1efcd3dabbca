package dev.cairn.protocol.inference;

import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands before an endpoint, in the managed platform's words. This server has the inference
/// table of it and the rate limits.
///
/// @param usageTrackingConfig refused, but for one that is not enabled
/// @param guardrails          refused
/// @param fallbackConfig      refused, but for one that is not enabled
public record AiGatewayConfig(
        @Nullable InferenceTableConfig inferenceTableConfig,
        @Nullable Map<String, Object> usageTrackingConfig,
        @Nullable Map<String, Object> guardrails,
        @Nullable Map<String, Object> fallbackConfig,
        List<RateLimit> rateLimits) {
    public AiGatewayConfig {
        rateLimits = Require.listOrEmpty(rateLimits);
    }

    /// What this server has of it.
    public static AiGatewayConfig of(InferenceTableConfig table, List<RateLimit> limits) {
        return new AiGatewayConfig(table, null, null, null, limits);
    }
}
