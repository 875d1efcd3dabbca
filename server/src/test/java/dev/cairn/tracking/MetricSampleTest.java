package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Refusals.assertMissing;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.MetricWithRunId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class MetricSampleTest {
    private final Tracker tracker;
    private final String run;

    MetricSampleTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        run = tracker.run();
    }

    @Test
    void aLongSeriesIsSampledWithItsFirstAndLastPoint() {
        fill(run, 10);
        assertThat(steps(1)).containsExactly(9L);
        assertThat(steps(2)).containsExactly(0L, 9L);
        assertThat(steps(3)).containsExactly(0L, 4L, 9L);
        assertThat(steps(9)).containsExactly(0L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(steps(10)).hasSize(10);
        assertThat(steps(null)).hasSize(10);
    }

    @Test
    void theDefaultIsAboutTwoThousandFiveHundredPointsARun() {
        for (int from = 0; from < 3_000; from += 1_000) {
            int first = from;
            tracker.log(
                    run,
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> point("m", i, i, first + i))
                            .toList());
        }
        assertThat(steps(null)).hasSize(2_500).startsWith(0L).endsWith(2_999L);
        assertThat(steps(2_500)).hasSize(2_500);
    }

    @Test
    void aRangeOfStepsHoldsBothEnds() {
        fill(run, 10);
        assertThat(sample(List.of(run), 3, 5, null))
                .extracting(MetricWithRunId::step)
                .containsExactly(3L, 4L, 5L);
        assertThat(sample(List.of(run), 3, 8, 2))
                .extracting(MetricWithRunId::step)
                .containsExactly(3L, 8L);
        assertThat(sample(List.of(run), 50, 60, null)).isEmpty();
        assertThat(sample(List.of(run), 4, 4, null)).hasSize(1);
    }

    @Test
    void runsComeInTheOrderOfTheRequest() {
        String other = tracker.run();
        fill(run, 2);
        fill(other, 2);
        assertThat(sample(List.of(other, run), null, null, null))
                .containsExactly(
                        new MetricWithRunId("m", 0, 0, 0, other),
                        new MetricWithRunId("m", 1, 1, 1, other),
                        new MetricWithRunId("m", 0, 0, 0, run),
                        new MetricWithRunId("m", 1, 1, 1, run));
    }

    @Test
    void aSampleHasLimits() {
        assertInvalid(() -> sample(List.of(), null, null, null));
        assertInvalid(() -> sample(Collections.nCopies(101, run), null, null, null))
                .contains("at most 100");
        assertInvalid(() -> sample(List.of(run), null, null, 0));
        assertInvalid(() -> sample(List.of(run), null, null, 2_501));
        assertInvalid(() -> sample(List.of(run), 1, null, null)).contains("both must be specified");
        assertInvalid(() -> sample(List.of(run), null, 1, null)).contains("both must be specified");
        assertInvalid(() -> sample(List.of(run), 2, 1, null)).contains("start_step=2 and end_step=1");
        assertMissing(() -> sample(List.of(run, "nothing"), null, null, null));
    }

    private void fill(String into, int count) {
        tracker.log(
                into,
                IntStream.range(0, count).mapToObj(i -> point("m", i, i, i)).toList());
    }

    private List<Long> steps(@Nullable Integer limit) {
        return sample(List.of(run), null, null, limit).stream()
                .map(MetricWithRunId::step)
                .toList();
    }

    private List<MetricWithRunId> sample(
            List<String> runs, @Nullable Integer start, @Nullable Integer end, @Nullable Integer limit) {
        return tracker.metrics
                .bulkInterval(tracker.caller, new GetMetricHistoryBulkInterval(runs, "m", start, end, limit))
                .metrics();
    }
}
