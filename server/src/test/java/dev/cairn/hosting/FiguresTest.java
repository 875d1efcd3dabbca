package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void aStepHoldsAllThatTookAsLongOrLess() {
        Histogram histogram = new Histogram();
        histogram.add(500_000);
        histogram.add(500_001);
        histogram.add(3_000_000);
        histogram.add(100_000_000_000L);
        Histogram.Told told = histogram.told();
        assertThat(told.upTo()).startsWith(0, 0, 0, 1, 2, 2, 3);
        assertThat(told.upTo()[told.upTo().length - 2]).isEqualTo(3);
        assertThat(told.count()).isEqualTo(4);
        assertThat(told.millis()).isEqualTo(100_004.000001);
    }

    @Test
    void whatTakesFractionsOfAMillisecondIsToldApart() {
        Histogram histogram = new Histogram();
        histogram.add(40_000);
        histogram.add(60_000);
        histogram.add(200_000);
        assertThat(Histogram.ends()).startsWith(0.05, 0.1, 0.25, 0.5, 1.0).isSorted();
        assertThat(histogram.told().upTo()).startsWith(1, 2, 3, 3);
    }

    @Test
    void aRequestIsInFlightUntilItEndsAndWaitsUntilTheModelBegins() {
        Figures figures = new Figures();
        Figures.Watch watch = figures.watch(System.nanoTime());
        assertThat(figures.inFlight()).isEqualTo(1);
        assertThat(figures.waiting()).isEqualTo(1);
        watch.modelBegins();
        assertThat(figures.waiting()).isZero();
        watch.modelEnds();
        watch.ends(200);
        assertThat(figures.inFlight()).isZero();
        assertThat(figures.model.told().count()).isEqualTo(1);
    }

    @Test
    void whatWasSentAwayNeverReachedTheModel() {
        Figures figures = new Figures();
        figures.watch(System.nanoTime()).ends(429);
        figures.watch(System.nanoTime()).ends(500);
        assertThat(figures.rejected()).isEqualTo(1);
        assertThat(figures.refused()).isEqualTo(1);
        assertThat(figures.failed()).isEqualTo(1);
        assertThat(figures.latency.told().count()).isEqualTo(2);
        assertThat(figures.queue.told().count()).isZero();
    }

    @Test
    void whatWaitedInVainNeverReachedTheModelEither() {
        Figures figures = new Figures();
        Figures.Watch watch = figures.watch(System.nanoTime());
        watch.modelEnds();
        watch.modelBegins(); // it was taken just when nobody waited any more
        watch.ends(503);
        assertThat(figures.model.told().count()).isZero();
        assertThat(figures.waiting()).isZero();
        figures.watch(System.nanoTime());
        assertThat(figures.waiting()).isEqualTo(1);
    }

    @Test
    void whatWasTakenIsReplacedByWhatIsMeasured() {
        MemoryBudget memory = new MemoryBudget(10);
        assertThat(memory.take(6)).isTrue();
        assertThat(memory.replace(6, 11)).isFalse();
        assertThat(memory.replace(6, 9)).isTrue();
        assertThat(memory.take(2)).isFalse();
        memory.release(9);
        assertThat(memory.take(10)).isTrue();
    }

    @Test
    void memoryIsGivenOnlyWhileThereIsSome() {
        MemoryBudget memory = new MemoryBudget(10 << 20);
        assertThat(memory.take(6 << 20)).isTrue();
        assertThat(memory.take(5 << 20)).isFalse();
        assertThat(MemoryBudget.refusal(5 << 20, memory.taken(), memory.most()))
                .contains("it has 5.0 MiB", "have 6.0 MiB of at most 10.0 MiB", "delete an endpoint");
        assertThat(MemoryBudget.sized(1536)).isEqualTo("1.5 KiB");
        memory.release(6 << 20);
        assertThat(memory.take(10 << 20)).isTrue();
    }
}
