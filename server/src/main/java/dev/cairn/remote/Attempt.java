package dev.cairn.remote;

import dev.cairn.protocol.serving.ServedReason.Finding;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// One bringing of a release into the cluster, on a thread of its own, and what came of it.
///
/// @param wanted what is brought
record Attempt(Releases.Reached wanted, CompletableFuture<Outcome> outcome) {
    /// How long it counts that pods answered.
    private static final Duration FRESH = Duration.ofMinutes(1);

    /// What came of it, with a sentence for people where pods do not answer, and the same in values.
    sealed interface Outcome {
        /// They do.
        ///
        /// @param when by `System.nanoTime`
        record Answers(long when) implements Outcome {}

        /// They will not by themselves.
        record Refused(String why, Finding found) implements Outcome {}

        /// Nobody knows.
        record Away(String why, Finding found) implements Outcome {}
    }

    static Attempt begin(Releases.Reached wanted) {
        return new Attempt(wanted, new CompletableFuture<>());
    }

    /// Says what came of it, once.
    void ends(Outcome how) {
        if (!outcome.complete(how)) {
            throw new IllegalStateException("An attempt that has ended ends again.");
        }
    }

    /// Whether what it found is so long ago that another one has to look.
    boolean isOld() {
        return outcome.isDone()
                && outcome.join() instanceof Outcome.Answers(long when)
                && System.nanoTime() - when > FRESH.toNanos();
    }
}
