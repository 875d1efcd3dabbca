package dev.cairn.limits;

import dev.cairn.http.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// Counts what a limit refused, by the limit.
record Refusals(MeterRegistry meters) {
    static final String NAME = "cairn.limit.refusals";

    /// The refusal of a request that may be sent again after some time.
    ApiException refused(String limit, String message, Duration wait) {
        Counter.builder(NAME)
                .description("Requests that a limit refused")
                .tag("limit", limit)
                .register(meters)
                .increment();
        int seconds = (int) Math.ceilDiv(wait.toMillis() + 1, 1_000L);
        return ApiException.tooMany("%s Try again in %d s.".formatted(message, seconds), seconds);
    }
}
