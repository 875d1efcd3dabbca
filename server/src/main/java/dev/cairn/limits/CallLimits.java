package dev.cairn.limits;

import dev.cairn.access.Caller;
import dev.cairn.config.Rate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/// How often things of one kind may be called, each by itself. Safe for use by any number of threads.
public final class CallLimits {
    private final String kind;
    private final Refusals refusals;

    /// @param kind what is called, as the figures and sentences name it, such as `endpoint`
    public CallLimits(String kind, MeterRegistry meters) {
        this.kind = kind;
        this.refusals = new Refusals(meters);
    }

    /// The limit of one thing, of which nobody has called yet.
    ///
    /// @param ofAll  by all together
    /// @param ofEach by each account; callers without one are one together
    public CallLimit limit(Optional<Rate> ofAll, Optional<Rate> ofEach) {
        return new CallLimit(ofAll.map(Turns::new), ofEach.map(Turns::new));
    }

    /// The limit of one thing.
    public final class CallLimit {
        private final Optional<Turns> ofAll;
        private final Optional<Turns> ofEach;

        private CallLimit(Optional<Turns> ofAll, Optional<Turns> ofEach) {
            this.ofAll = ofAll;
            this.ofEach = ofEach;
        }

        /// Counts a call; not one that is refused.
        ///
        /// @throws dev.cairn.http.ApiException `REQUEST_LIMIT_EXCEEDED` where it is one too many
        public void take(Caller caller) {
            String who = Caller.key(caller.user());
            ofEach.ifPresent(turns -> require(
                    turns.take(who),
                    kind + "_of_person",
                    "Of one account this %s takes %s requests.".formatted(kind, turns.rate())));
            ofAll.ifPresent(turns -> {
                Duration wait = turns.take("");
                if (wait.isPositive()) {
                    ofEach.ifPresent(own -> own.giveBack(who));
                }
                require(wait, kind, "This %s takes %s requests.".formatted(kind, turns.rate()));
            });
        }

        private void require(Duration wait, String limit, String message) {
            if (wait.isPositive()) {
                throw refusals.refused(limit, message, wait);
            }
        }
    }
}
