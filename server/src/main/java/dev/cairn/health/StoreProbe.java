package dev.cairn.health;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the artifact store whether it is there, once in a while for all who want to know: a bucket costs money each
/// time, and one that is away takes long to say nothing. Safe for use by any number of threads.
final class StoreProbe {
    /// How old an answer may be.
    private static final long FRESH_MILLIS = 15_000;

    /// How long somebody waits for one.
    private static final long PATIENCE_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);

    private final Artifacts artifacts;
    private final InstantSource clock;
    private @Nullable CompletableFuture<Found> current;
    private Optional<Found> last = Optional.empty();

    StoreProbe(Artifacts artifacts, InstantSource clock) {
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /// What the store said the last time; empty if it has not said anything yet.
    Optional<Found> found() {
        try {
            return Optional.of(asked().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return latest();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return latest();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a probe tells of failures, and has none", failure);
        }
    }

    private synchronized Optional<Found> latest() {
        return last;
    }

    /// The question that is under way, or was answered a moment ago.
    private synchronized CompletableFuture<Found> asked() {
        boolean isFresh = current != null
                && (!current.isDone() || last.filter(found -> !isOld(found)).isPresent());
        if (current == null || !isFresh) {
            CompletableFuture<Found> question = new CompletableFuture<>();
            current = question;
            Thread.ofVirtual().name("artifact-store-probe").start(() -> answer(question));
        }
        return current;
    }

    private boolean isOld(Found found) {
        return clock.millis() - found.time() > FRESH_MILLIS;
    }

    private void answer(CompletableFuture<Found> question) {
        long began = System.nanoTime();
        String problem = problem();
        Found found = new Found(clock.millis(), (System.nanoTime() - began) / 1_000, problem);
        synchronized (this) {
            last = Optional.of(found);
        }
        question.complete(found);
    }

    private @Nullable String problem() {
        try {
            artifacts.probe();
            return null;
        } catch (ApiException refusal) {
            return refusal.getMessage();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("the artifact store does not answer", failure);
            return "The store does not answer as it should; the log of the server says more.";
        }
    }

    /// @param time    milliseconds since 1970
    /// @param micros  how long the store took
    /// @param problem null where there is none
    record Found(long time, long micros, @Nullable String problem) {}
}
