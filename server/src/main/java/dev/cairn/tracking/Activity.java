package dev.cairn.tracking;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.tracking.experiments.Lifecycle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The signs of life of runs: every write to a run is one. They are kept to half a minute, so that a run that logs all
/// the time costs an update of its row in that time, in a transaction that writes anyway.
final class Activity {
    static final Duration RESOLUTION = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Duration staleAfter;
    private final long started;

    /// @param staleAfter how long a run that is under way may be silent until it counts as stale
    Activity(InstantSource clock, Duration staleAfter) {
        this.clock = clock;
        this.staleAfter = staleAfter;
        this.started = clock.millis();
    }

    /// Whether a sign of life is worth storing.
    ///
    /// @param last what is stored, milliseconds since 1970
    boolean isDue(@Nullable Long last) {
        return last == null || clock.millis() - last >= RESOLUTION.toMillis();
    }

    /// Stores a sign of life of runs, by their numbers.
    void note(Transaction tx, LongStream runs) {
        RunStore.setLastActivity(tx, runs.distinct().toArray(), clock.millis());
    }

    /// A run that is being written to, its sign of life stored if that is due.
    StoredRun noted(Transaction tx, StoredRun run) {
        if (isDue(run.lastActivity())) {
            note(tx, LongStream.of(run.id()));
        }
        return run;
    }

    /// Whether a run is under way and stopped reporting. While the server was away no run could report, so none counts
    /// as stale until it has been up for that time.
    boolean isStale(StoredRun run) {
        return run.status() == RunStatus.RUNNING
                && run.lifecycleStage().equals(Lifecycle.ACTIVE)
                && Math.max(lastActivity(run), started) < clock.millis() - staleAfter.toMillis();
    }

    /// Of a run that was stored before signs of life were, its start.
    static long lastActivity(StoredRun run) {
        return Objects.requireNonNullElse(run.lastActivity() == null ? run.startTime() : run.lastActivity(), 0L);
    }
}
