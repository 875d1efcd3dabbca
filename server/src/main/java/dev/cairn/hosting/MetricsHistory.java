package dev.cairn.hosting;

import dev.cairn.protocol.serving.GetServingMetricsHistory.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// How one entity did over the last two hours, for who looks only afterwards. Safe for use by any number of threads.
public final class MetricsHistory {
    /// How far two moments are apart.
    public static final Duration STEP = Duration.ofSeconds(15);

    private static final Duration KEPT = Duration.ofHours(2);
    private static final long MOST = KEPT.dividedBy(STEP);

    private final Deque<Moment> moments = new ArrayDeque<>();

    /// The history of an entity that is asked from now on: what it is asked before anybody looks has a beginning, too.
    public MetricsHistory(long now) {
        add(new Moment(
                now, 0, 0, 0, null, null, Collections.nCopies(Histogram.ends().size() + 1, 0L)));
    }

    /// Adds the newest moment, and forgets those that are too old.
    public synchronized void add(Moment moment) {
        long oldest = moment.timestamp() - KEPT.toMillis();
        while (moments.size() >= MOST
                || (!moments.isEmpty() && moments.getFirst().timestamp() < oldest)) {
            moments.removeFirst();
        }
        moments.addLast(moment);
    }

    /// All of them, the oldest first, and after them one that is not kept.
    public synchronized List<Moment> with(Moment now) {
        return Stream.concat(moments.stream(), Stream.of(now)).toList();
    }
}
