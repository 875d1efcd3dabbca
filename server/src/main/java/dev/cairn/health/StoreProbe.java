package dev.cairn.health;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.time.Duration;
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

    private static final String NO_ANSWER = "The store does not answer as it should; the log of the server says more.";

    /// How long somebody waits for one.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);

    private final Artifacts artifacts;
    private final InstantSource clock;
    private final Duration patience;
    private @Nullable Question current;
    private Optional<Found> last = Optional.empty();

    StoreProbe(Artifacts artifacts, InstantSource clock) {
        this(artifacts, clock, PATIENCE);
    }

    /// @param patience how long somebody waits for an answer
    StoreProbe(Artifacts artifacts, InstantSource clock, Duration patience) {
        this.artifacts = artifacts;
        this.clock = clock;
        this.patience = patience;
    }

    /// What the store said the last time, or that it has been silent for too long; empty if it has not said anything
    /// yet.
    Optional<Found> found() {
        Question question = asked();
        try {
            return Optional.of(question.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return silence(question).or(this::latest);
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

    private Optional<Found> silence(Question question) {
        long now = clock.millis();
        long silent = now - question.time;
        return isOld(question.time)
                ? Optional.of(new Found(
                        now, silent * 1_000, "The store has not answered for %d seconds.".formatted(silent / 1_000)))
                : Optional.empty();
    }

    /// The question that is under way, or was answered a moment ago.
    private synchronized Question asked() {
        boolean isFresh = current != null
                && (!current.answer.isDone()
                        || last.filter(found -> !isOld(found.time)).isPresent());
        if (current == null || !isFresh) {
            Question question = new Question(clock.millis(), new CompletableFuture<>());
            current = question;
            Thread.ofVirtual().name("artifact-store-probe").start(() -> ask(question));
        }
        return current;
    }

    private boolean isOld(long time) {
        return clock.millis() - time > FRESH_MILLIS;
    }

    private void ask(Question question) {
        long began = System.nanoTime();
        String problem = NO_ANSWER;
        try {
            problem = problem();
        } finally {
            Found found = new Found(clock.millis(), (System.nanoTime() - began) / 1_000, problem);
            synchronized (this) {
                last = Optional.of(found);
            }
            question.answer.complete(found);
        }
    }

    private @Nullable String problem() {
        try {
            artifacts.probe();
            return null;
        } catch (ApiException refusal) {
            return refusal.getMessage();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("the artifact store does not answer", failure);
            return NO_ANSWER;
        }
    }

    /// @param time when it was asked, milliseconds since 1970
    private record Question(long time, CompletableFuture<Found> answer) {}

    /// @param time    milliseconds since 1970
    /// @param micros  how long the store took
    /// @param problem null where there is none
    record Found(long time, long micros, @Nullable String problem) {}
}
