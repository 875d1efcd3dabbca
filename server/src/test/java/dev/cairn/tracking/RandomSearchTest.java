package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.SearchRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RandomSearchTest {
    private final Random random = new Random(20_26);
    private final Tracker tracker;
    private final String experiment;
    private final List<RandomRun> runs = new ArrayList<>();

    RandomSearchTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
    }

    @BeforeEach
    void fill() {
        runs.addAll(RandomRun.log(tracker, experiment, 60, random));
    }

    @Test
    void everyFilterFindsWhatPlainJavaFinds() {
        int some = 0;
        for (int i = 0; i < 400; i++) {
            RandomFilter filter = RandomFilter.of(random, i % 4);
            List<String> expected =
                    runs.stream().filter(filter.meaning()).map(RandomRun::id).toList();
            assertThat(found(filter.text(), List.of(), 1_000))
                    .as(filter.text())
                    .containsExactlyInAnyOrderElementsOf(expected);
            some += expected.isEmpty() || expected.size() == runs.size() ? 0 : 1;
        }
        assertThat(some).as("filters that find some runs but not all").isGreaterThan(200);
    }

    @Test
    void everyOrderIsTheOneOfPlainJava() {
        for (int i = 0; i < 100; i++) {
            RandomOrder order = RandomOrder.of(random);
            RandomFilter filter = RandomFilter.of(random, 1);
            List<String> expected = runs.stream()
                    .filter(filter.meaning())
                    .sorted(order.meaning())
                    .map(RandomRun::id)
                    .toList();
            assertThat(found(filter.text(), order.clauses(), 7 + i))
                    .as("%s, ordered by %s", filter.text(), order.clauses())
                    .isEqualTo(expected);
        }
    }

    /// The ids that a search finds, page by page.
    private List<String> found(String filter, List<String> orderBy, int pageSize) {
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            SearchRuns.Response page = tracker.runSearch.search(
                    tracker.caller, new SearchRuns(List.of(experiment), filter, null, pageSize, orderBy, token));
            page.runs().forEach(run -> found.add(run.info().runId()));
            token = page.nextPageToken();
        } while (token != null);
        return found;
    }
}
