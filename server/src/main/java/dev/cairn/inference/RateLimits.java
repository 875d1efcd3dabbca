package dev.cairn.inference;

import dev.cairn.config.Rate;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.inference.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How often an endpoint may be called: by all together, by each account, or both.
final class RateLimits {
    private static final String ENDPOINT = "endpoint";
    private static final String USER = "user";
    private static final List<String> KEYS = List.of(ENDPOINT, USER);
    private static final String MINUTE = "minute";
    private static final long MOST = 1_000_000_000;

    private RateLimits() {}

    /// What somebody asks for, made whole.
    static List<RateLimit> whole(List<RateLimit> asked) {
        List<RateLimit> whole = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String at = "rate_limits[%d]".formatted(i);
            RateLimit limit = whole(asked.get(i), at);
            if (whole.stream().anyMatch(other -> Objects.equals(other.key(), limit.key()))) {
                throw ApiException.invalid("%s is another limit by '%s'.".formatted(at, limit.key()));
            }
            whole.add(limit);
        }
        return List.copyOf(whole);
    }

    private static RateLimit whole(RateLimit asked, String at) {
        if (asked.principal() != null || asked.tokens() != null) {
            throw ApiException.invalid(
                    "%s: this server limits `calls` by endpoint and user, no `tokens`, and not by `principal`."
                            .formatted(at));
        }
        String key = Objects.requireNonNullElse(asked.key(), ENDPOINT);
        if (!KEYS.contains(key)) {
            throw ApiException.invalidValue(at + ".key", key, "calls are limited by endpoint and by user.");
        }
        String period = Objects.requireNonNullElse(asked.renewalPeriod(), MINUTE);
        if (!period.equals(MINUTE)) {
            throw ApiException.invalidValue(at + ".renewal_period", period, "it is minute.");
        }
        @Nullable Long calls = asked.calls();
        if (calls == null) {
            throw ApiException.invalid("Missing value for required parameter '%s.calls'.".formatted(at));
        }
        if (calls < 1 || calls > MOST) {
            throw ApiException.invalidValue(at + ".calls", calls, "It must be between 1 and %d.".formatted(MOST));
        }
        return new RateLimit(calls, key, period, null, null);
    }

    static Optional<Rate> ofAll(List<RateLimit> limits) {
        return rate(limits, ENDPOINT);
    }

    static Optional<Rate> ofEach(List<RateLimit> limits) {
        return rate(limits, USER);
    }

    private static Optional<Rate> rate(List<RateLimit> limits, String key) {
        return limits.stream()
                .filter(limit -> key.equals(limit.key()))
                .map(limit -> new Rate(Objects.requireNonNull(limit.calls()), Duration.ofMinutes(1)))
                .findFirst();
    }

    /// In a line of text, such as `endpoint 600, user 60`; empty where there are none.
    static String words(List<RateLimit> limits) {
        return limits.stream()
                .map(limit -> "%s %d".formatted(limit.key(), limit.calls()))
                .collect(Collectors.joining(", "));
    }
}
