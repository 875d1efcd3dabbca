package dev.cairn.protocol.inference;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.NothingLost;
import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `PUT serving-endpoints/{name}/ai-gateway`: what stands before an endpoint, whole; what is left out is not there.
@NothingLost
public record PutAiGateway(
        String name,
        @Nullable InferenceTableConfig inferenceTableConfig,
        @Nullable Map<String, Object> usageTrackingConfig,
        @Nullable Map<String, Object> guardrails,
        @Nullable Map<String, Object> fallbackConfig,
        List<RateLimit> rateLimits)
        implements AnsweredWith<AiGatewayConfig> {
    public PutAiGateway {
        Require.text("name", name);
        rateLimits = Require.listOrEmpty(rateLimits);
    }

    /// What is asked for.
    public AiGatewayConfig config() {
        return new AiGatewayConfig(inferenceTableConfig, usageTrackingConfig, guardrails, fallbackConfig, rateLimits);
    }
}
