package dev.cairn.limits;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Caller;
import dev.cairn.config.Rate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
    @Test
    void aCallThatTheLimitOfAllRefusesIsNoneOfTheAccounts() {
        CallLimits.CallLimit limit = new CallLimits("endpoint", new SimpleMeterRegistry()).limit(hourly(1), hourly(2));
        limit.take(Caller.LOCAL_OWNER);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> limit.take(Caller.LOCAL_OWNER))
                    .hasMessageContaining("This endpoint takes 1/h requests.");
        }
    }

    @Test
    void aCallThatTheLimitOfEachRefusesIsNoneOfAll() {
        CallLimits.CallLimit limit = new CallLimits("endpoint", new SimpleMeterRegistry()).limit(hourly(2), hourly(1));
        limit.take(Caller.LOCAL_OWNER);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> limit.take(Caller.LOCAL_OWNER))
                    .hasMessageContaining("Of one account this endpoint takes 1/h requests.");
        }
        limit.take(Caller.ANYONE);
    }

    private static Optional<Rate> hourly(long requests) {
        return Optional.of(new Rate(requests, Duration.ofHours(1)));
    }
}
