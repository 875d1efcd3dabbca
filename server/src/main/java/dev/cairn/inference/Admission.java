package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.limits.CallLimits;
import dev.cairn.limits.CallLimits.CallLimit;
import dev.cairn.protocol.inference.RateLimit;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets callers in to endpoints as often as those say. Of this server alone, and in memory. Safe for use by any number
/// of threads.
final class Admission {
    private final CallLimits limits;
    private volatile Map<Long, Held> byEndpoint = Map.of();

    /// What holds for an endpoint, and what is left of it.
    private record Held(List<RateLimit> said, CallLimit limit) {}

    Admission(MeterRegistry meters) {
        this.limits = new CallLimits("endpoint", meters);
    }

    /// Does from now on what is stored; what has not changed goes on where it is.
    synchronized void follow(List<StoredTable> tables) {
        Map<Long, Held> next = new HashMap<>();
        for (StoredTable table : tables) {
            List<RateLimit> said = table.rateLimits();
            if (!said.isEmpty()) {
                @Nullable Held before = byEndpoint.get(table.endpoint());
                next.put(
                        table.endpoint(),
                        before != null && before.said.equals(said)
                                ? before
                                : new Held(said, limits.limit(RateLimits.ofAll(said), RateLimits.ofEach(said))));
            }
        }
        byEndpoint = Map.copyOf(next);
    }

    /// Counts a call of an endpoint.
    ///
    /// @throws dev.cairn.http.ApiException `REQUEST_LIMIT_EXCEEDED` where it is one too many
    void take(long endpoint, Caller caller) {
        @Nullable Held held = byEndpoint.get(endpoint);
        if (held != null) {
            held.limit.take(caller);
        }
    }
}
