package dev.cairn.serving;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.remote.ClusterModels;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// After how long without requests the model of an entity is freed.
final class Idleness {
    /// As on the managed platform (promises.md).
    private static final long USUAL_SECONDS = 30 * 60;

    private static final long MOST_SECONDS = 7 * 24 * 3_600;

    private Idleness() {}

    /// Empty where it stays loaded, as in a cluster.
    static Optional<Duration> of(ServedEntity entity) {
        return Boolean.TRUE.equals(entity.scaleToZeroEnabled()) && !ClusterModels.areOf(entity)
                ? Optional.of(Duration.ofSeconds(Objects.requireNonNullElse(entity.cairnIdleSeconds(), USUAL_SECONDS)))
                : Optional.empty();
    }

    /// Refuses what is no time.
    ///
    /// @param at where in the request the entity is
    static void check(ServedEntity entity, String at) {
        @Nullable Long seconds = entity.cairnIdleSeconds();
        if (seconds != null && (seconds < 1 || seconds > MOST_SECONDS)) {
            throw ApiException.invalid("%s.cairn_idle_seconds is between 1 and %d.".formatted(at, MOST_SECONDS));
        }
    }
}
