package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.GetMetricHistory;
import dev.cairn.protocol.tracking.GetMetricHistoryBulk;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.MetricWithRunId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class MetricHistoryTest {
    private final Tracker tracker;
    private final String run;

    MetricHistoryTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        run = tracker.run();
    }

    @Test
    void extremePointsComeBackAsTheyWere() {
        List<Metric> points = List.of(
                point("m", 1, 0, Long.MIN_VALUE),
                point("m", Double.MIN_VALUE, 0, -1),
                point("m", Double.NaN, 0, 0),
                point("m", -0.0, 1, 0),
                point("m", 0.1, 1_700_000_000_000L, 7),
                point("m", Double.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        tracker.log(run, points);
        assertThat(tracker.history(run, "m")).isEqualTo(points);
    }

    @Test
    void infinitiesComeBackAsTheGreatestNumbers() {
        tracker.log(run, point("m", Double.POSITIVE_INFINITY, 0, 0), point("m", Double.NEGATIVE_INFINITY, 1, 1));
        assertThat(tracker.history(run, "m"))
                .containsExactly(point("m", Double.MAX_VALUE, 0, 0), point("m", -Double.MAX_VALUE, 1, 1));
    }

    @Test
    void anUnsetStepIsZero() {
        tracker.logging.logMetric(tracker.caller, new LogMetric(run, "m", 1.0, 5L, null, null, null, null));
        assertThat(tracker.history(run, "m")).containsExactly(point("m", 1, 5, 0));
    }

    @Test
    void pointsAreSortedAndDuplicatesDroppedAcrossBatches() {
        tracker.log(run, point("m", 3, 30, 3), point("m", 1, 10, 1), point("m", 1, 10, 1));
        tracker.log(run, point("m", 2, 20, 2), point("m", 1, 10, 1), point("m", 9, 10, 1));
        assertThat(tracker.history(run, "m"))
                .containsExactly(
                        point("m", 1, 10, 1), point("m", 9, 10, 1), point("m", 2, 20, 2), point("m", 3, 30, 3));
    }

    @Test
    void aLongSeriesIsWholeHoweverItWasSplit() {
        List<Metric> points = new ArrayList<>(IntStream.range(0, 3_000)
                .mapToObj(i -> point("m", i / 7.0, i, i))
                .toList());
        List<Metric> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new java.util.Random(3));
        int from = 0;
        for (int size = 1; from < shuffled.size(); size = size * 3 % 997) {
            int to = Math.min(shuffled.size(), from + size);
            tracker.log(run, shuffled.subList(from, to));
            from = to;
        }
        assertThat(tracker.history(run, "m")).isEqualTo(points);
    }

    @Test
    void pagesShowEveryPointOnce() {
        List<Metric> points =
                IntStream.range(0, 25).mapToObj(i -> point("m", i, i, 0)).toList();
        tracker.log(run, points);
        List<Metric> paged = new ArrayList<>();
        String token = null;
        do {
            GetMetricHistory.Response page = page(7, token);
            assertThat(page.metrics()).hasSizeBetween(1, 7);
            paged.addAll(page.metrics());
            token = page.nextPageToken();
        } while (token != null);
        assertThat(paged).isEqualTo(points);
        assertThat(page(25, null).nextPageToken()).isNull();
        assertThat(page(24, null).nextPageToken()).isNotNull();
        assertThat(page(null, null).metrics()).isEqualTo(points);
        assertInvalid(() -> page(0, null));
        assertInvalid(() -> page(-1, null));
        assertInvalid(() -> page(7, "nonsense"));
    }

    @Test
    void whatWasNeverLoggedHasNoHistory() {
        tracker.log(run, point("m", 1, 0, 0));
        assertThat(tracker.history(run, "never")).isEmpty();
        assertThat(tracker.history(tracker.run(), "m")).isEmpty();
        assertMissing(() -> tracker.history("nothing", "m"));
    }

    @Test
    void aBulkOfRunsIsSortedByRun() {
        String other = tracker.run();
        tracker.log(run, point("m", 1, 2, 1), point("m", 1, 1, 1), point("n", 1, 1, 1));
        tracker.log(other, point("m", 2, 5, 5));
        List<MetricWithRunId> expected = new ArrayList<>(List.of(
                new MetricWithRunId("m", 1, 1, 1, run),
                new MetricWithRunId("m", 1, 2, 1, run),
                new MetricWithRunId("m", 2, 5, 5, other)));
        expected.sort(java.util.Comparator.comparing(MetricWithRunId::runId));
        assertThat(bulk(List.of(other, run), null)).isEqualTo(expected);
        assertThat(bulk(List.of(other, run), 2)).isEqualTo(expected.subList(0, 2));
        assertInvalid(() -> bulk(List.of(), null));
        assertInvalid(() -> bulk(Collections.nCopies(101, run), null));
        assertMissing(() -> bulk(List.of("nothing"), null));
    }

    private List<MetricWithRunId> bulk(List<String> runs, @Nullable Integer limit) {
        return tracker.metrics
                .bulk(tracker.caller, new GetMetricHistoryBulk(runs, "m", limit))
                .metrics();
    }

    private GetMetricHistory.Response page(@Nullable Integer size, @Nullable String token) {
        return tracker.metrics.history(tracker.caller, new GetMetricHistory(run, "m", size, token));
    }
}
