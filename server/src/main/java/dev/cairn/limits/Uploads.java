package dev.cairn.limits;

import dev.cairn.access.Caller;
import dev.cairn.config.LimitConfig;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/// The files that are coming in. Safe for use by any number of threads.
public final class Uploads {
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final LimitConfig config;
    private final Refusals refusals;
    private final Semaphore free;
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

    Uploads(LimitConfig config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
        this.free = new Semaphore(config.uploads());
        Gauge.builder("cairn.uploads.active", free, places -> config.uploads() - places.availablePermits())
                .description("Files that are coming in")
                .register(refusals.meters());
    }

    /// The place of a file that is coming in, until it is closed.
    @FunctionalInterface
    public interface Place {
        void close();
    }

    /// A place for a file that begins to come in.
    ///
    /// @param caller nobody's files count as those of all, as where a signed URL is the permission
    /// @throws dev.cairn.http.ApiException `REQUEST_LIMIT_EXCEEDED` where there are too many already
    public Place begin(Caller caller) {
        if (!free.tryAcquire()) {
            throw refusals.refused(
                    "uploads", "The server takes %d files at a time.".formatted(config.uploads()), SHORTLY);
        }
        String who = Caller.key(caller.user());
        int theirs = underWay.merge(who, 1, Integer::sum);
        Place place = () -> {
            underWay.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
            free.release();
        };
        if (!who.isEmpty() && theirs > config.uploadsPerPerson()) {
            place.close();
            throw refusals.refused(
                    "uploads_of_person",
                    "Of one account the server takes %d files at a time.".formatted(config.uploadsPerPerson()),
                    SHORTLY);
        }
        return place;
    }

    /// The most bytes that a file may have.
    public long maxFileBytes() {
        return config.fileBytes().orElse(Long.MAX_VALUE);
    }
}
