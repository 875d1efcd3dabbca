package dev.cairn.limits;

import dev.cairn.access.Caller;
import dev.cairn.config.LimitConfig;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The files that are coming in. Safe for use by any number of threads.
public final class Uploads {
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final LimitConfig.Files config;
    private final Refusals refusals;
    private final Semaphore free;
    private final Shares ofPeople;

    Uploads(LimitConfig.Files config, Refusals refusals) {
        this.config = config;
        this.refusals = refusals;
        this.free = new Semaphore(config.atOnce());
        this.ofPeople = new Shares(config.perPerson());
        Gauge.builder("cairn.uploads.active", free, places -> config.atOnce() - places.availablePermits())
                .description("Files that are coming in")
                .register(refusals.meters());
    }

    /// A place for a file that begins to come in.
    ///
    /// @param caller nobody's files count as those of all, as where a signed URL is the permission
    /// @throws dev.cairn.http.ApiException `REQUEST_LIMIT_EXCEEDED` where there are too many already
    public Place begin(Caller caller) {
        if (!free.tryAcquire()) {
            throw refusals.refused(
                    "uploads", "The server takes %d files at a time.".formatted(config.atOnce()), SHORTLY);
        }
        Optional<Place> ofPerson = ofPeople.take(Caller.key(caller.user()));
        if (ofPerson.isEmpty()) {
            free.release();
            throw refusals.refused(
                    "uploads_of_person",
                    "Of one account the server takes %d files at a time.".formatted(ofPeople.each()),
                    SHORTLY);
        }
        return () -> {
            ofPerson.get().close();
            free.release();
        };
    }

    /// The most bytes that a file may have.
    public long maxFileBytes() {
        return config.bytes().orElse(Long.MAX_VALUE);
    }
}
