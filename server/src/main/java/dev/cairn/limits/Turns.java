package dev.cairn.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.config.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A bucket of turns for each of whoever takes them, which fills up evenly. Whoever was not here for as long as theirs
/// takes to fill is forgotten. Of this server alone, and in memory. Safe for use by any number of threads.
final class Turns {
    private static final int REMEMBERED = 200_000;

    private final Rate rate;
    private final Cache<String, Bucket> buckets;

    Turns(Rate rate) {
        this.rate = rate;
        buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(rate.per())
                .build();
    }

    /// How many there are, and in what time.
    Rate rate() {
        return rate;
    }

    /// Takes one, if there is one.
    ///
    /// @return how long it is until there is one; nothing if it was taken
    Duration take(String who) {
        ConsumptionProbe probe = buckets.get(who, unknown -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /// Gives one back that was taken for nothing.
    void giveBack(String who) {
        @Nullable Bucket bucket = buckets.getIfPresent(who);
        if (bucket != null) {
            bucket.addTokens(1); // no more than it may have
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.per()))
                .withNanosecondPrecision()
                .build();
    }
}
