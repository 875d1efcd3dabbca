package dev.cairn.tracking;

import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Together;
import dev.cairn.protocol.tracking.SearchRuns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A search by pages over many runs, while others log to those runs and make new ones.
@Tag("heavy")
@OnEachDatabase
class LongSearchTest {
    private static final int RUNS = 20_000;
    private static final int MAKERS = 16;
    private static final int WRITERS = 4;
    private static final int PAGE = 500;

    private final Tracker tracker;
    private final String experiment;
    private final Collection<String> runs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger searching = new AtomicInteger(1);
    private final AtomicInteger written = new AtomicInteger();

    LongSearchTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
    }

    @Test
    void everyRunIsFoundOnceWhileOthersWrite() throws InterruptedException {
        assertThat(Together.failures(Together.run(MAKERS, _ -> this::make))).isEmpty();
        List<String> before = List.copyOf(runs);
        assertThat(before).hasSize(RUNS);
        List<Object> outcomes =
                Together.run(WRITERS + 1, i -> i == 0 ? this::search : () -> write(before, new Random(i)));
        assertThat(Together.failures(outcomes)).isEmpty();
        assertThat(written).hasPositiveValue();
        @SuppressWarnings("unchecked") // what search returns
        List<String> found = (List<String>) outcomes.getFirst();
        assertThat(found).hasSize(RUNS);
        assertThat(Set.copyOf(found)).isEqualTo(Set.copyOf(before));
    }

    private String make() {
        for (int i = 0; i < RUNS / MAKERS; i++) {
            String run = tracker.run(experiment);
            tracker.log(run, point("loss", i, i, 0));
            runs.add(run);
        }
        return "made";
    }

    /// New runs start later than those that are there, so they come behind them.
    private String write(List<String> known, Random random) {
        while (searching.get() > 0) {
            String run = known.get(random.nextInt(known.size()));
            tracker.log(run, point("loss", random.nextDouble(), 1, random.nextInt(1_000)));
            runs.add(tracker.run(experiment));
            written.incrementAndGet();
        }
        return "written";
    }

    /// The runs in the order of their start, which nothing changes.
    private List<String> search() {
        try {
            List<String> found = new ArrayList<>();
            @Nullable String token = null;
            do {
                SearchRuns.Response page = tracker.runSearch.search(
                        tracker.caller,
                        new SearchRuns(List.of(experiment), "", null, PAGE, List.of("start_time ASC"), token));
                page.runs().forEach(run -> found.add(run.info().runId()));
                token = found.size() < RUNS ? page.nextPageToken() : null;
            } while (token != null);
            return found;
        } finally {
            searching.decrementAndGet();
        }
    }
}
