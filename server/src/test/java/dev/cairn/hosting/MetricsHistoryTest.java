package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.serving.GetServingMetricsHistory.Moment;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MetricsHistoryTest {
    private static Moment moment(long requests) {
        return new Moment(requests, requests, 0, 0, null, null, List.of());
    }

    @Test
    void theLastTwoHoursAreKeptTheOldestFirst() {
        MetricsHistory history = new MetricsHistory(0);
        LongStream.range(0, 1_000).mapToObj(MetricsHistoryTest::moment).forEach(history::add);
        List<Moment> all = history.with(moment(1_000));
        assertThat(all)
                .extracting(Moment::requests)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(520, 1_000).boxed().toList());
    }

    @Test
    void whatIsOlderThanTwoHoursIsForgottenAlsoAfterAPause() {
        MetricsHistory history = new MetricsHistory(0);
        history.add(moment(1_000));
        history.add(moment(2_000));
        history.add(moment(7_201_500));
        assertThat(history.with(moment(7_201_600)))
                .extracting(Moment::requests)
                .containsExactly(2_000L, 7_201_500L, 7_201_600L);
    }

    @Test
    void whatIsNowIsToldButNotKept() {
        MetricsHistory history = new MetricsHistory(0);
        assertThat(history.with(moment(1))).extracting(Moment::requests).containsExactly(0L, 1L);
        assertThat(history.with(moment(2))).extracting(Moment::requests).containsExactly(0L, 2L);
    }

    @Test
    void itBeginsWithNothing() {
        Moment first = new MetricsHistory(7).with(moment(8)).getFirst();
        assertThat(first.timestamp()).isEqualTo(7);
        assertThat(first.requests() + first.refused() + first.failed()).isZero();
        assertThat(first.latency()).hasSize(Histogram.ends().size() + 1).containsOnly(0L);
    }
}
