package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

class ScoringThreadsTest {
    private static final int SMALL = 100;
    private static final int LARGE = 100_000;

    private final Pace pace = new Pace();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void workThatNobodyWaitsForAnyMoreEndsWhenItEnds() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        try (ScoringThreads threads = new ScoringThreads()) {
            FutureTask<Boolean> asked =
                    new FutureTask<>(() -> threads.run(pace, SMALL, () -> heldFrom(begun), this::ends));
            Thread asker = Thread.ofVirtual().start(asked);
            begun.await();
            asker.interrupt();
            assertThatThrownBy(asked::get).hasCauseInstanceOf(ApiException.class);
            assertThat(ended).hasValue(0);

            end.countDown();
            over.await();
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void workThatNeverBeganEndsAtOnce() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ScoringThreads threads = new ScoringThreads(Duration.ofMillis(50))) {
            CountDownLatch begun = new CountDownLatch(processors);
            while (begun.getCount() > 0) { // of those that ask some may find no time to begin
                assertThatThrownBy(() -> threads.run(pace, SMALL, () -> heldFrom(begun), () -> {}))
                        .isInstanceOf(ApiException.class);
            }
            assertThatThrownBy(() -> threads.run(pace, SMALL, () -> true, this::ends))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("did not answer");
            assertThat(ended).hasValue(1);
            end.countDown();
        }
        assertThat(ended).hasValue(1);
    }

    @Test
    void workThatNeverBeganLeavesItsPlaceToOthers() {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ScoringThreads threads = new ScoringThreads(Duration.ofMillis(1))) {
            for (int i = 0; i < processors + ScoringThreads.WAITING + 1; i++) {
                assertThatThrownBy(() -> threads.run(pace, SMALL, this::held, () -> {}))
                        .isInstanceOf(ApiException.class)
                        .hasMessageContaining("did not answer");
            }
            end.countDown();
        }
    }

    @Test
    void whatFailsEndsToo() {
        try (ScoringThreads threads = new ScoringThreads()) {
            assertThatThrownBy(() -> threads.run(
                            pace,
                            SMALL,
                            () -> {
                                throw new IllegalStateException("on purpose");
                            },
                            this::ends))
                    .hasMessage("on purpose");
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void whatIsQuickComputesWhereItIsAskedFor() {
        try (ScoringThreads threads = new ScoringThreads()) {
            assertThat(computedHere(threads, new Pace(), SMALL)).isFalse(); // nothing is known of the model yet
            pace.took(SMALL, 0);
            assertThat(computedHere(threads, pace, SMALL)).isTrue();
            assertThat(computedHere(threads, pace, LARGE)).isFalse();

            pace.took(SMALL, Duration.ofSeconds(1).toNanos());
            assertThat(computedHere(threads, pace, SMALL)).isFalse();
            assertThat(ended).hasValue(4);
        }
    }

    @Test
    void asManyAsThereAreProcessorsComputeWhereTheyAreAsked() throws InterruptedException {
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int most = scheduler.getParallelism();
        try (ScoringThreads threads = new ScoringThreads()) {
            pace.took(SMALL, 0);
            CountDownLatch begun = new CountDownLatch(most);
            for (int i = 0; i < most; i++) {
                Thread.ofVirtual().start(() -> threads.run(pace, SMALL, () -> heldFrom(begun), this::ends));
            }
            begun.await();
            assertThat(computedHere(threads, pace, SMALL)).isFalse();
            end.countDown();
        } finally {
            scheduler.setParallelism(most); // were this thread halted meanwhile, those that hold all would be helped
        }
    }

    @Test
    void oneModelsRequestsDoNotWaitForAllOfAnother() throws InterruptedException {
        Pace other = new Pace();
        BlockingQueue<Pace> order = new LinkedBlockingQueue<>();
        CountDownLatch rest = new CountDownLatch(1);
        try (ScoringThreads threads = new ScoringThreads()) {
            occupy(threads, end, rest); // one thread goes on, so that there is one order
            for (int i = 0; i < 10; i++) {
                ask(threads, pace, () -> order.add(pace));
            }
            awaitWaiting(threads, 10);
            ask(threads, other, () -> order.add(other));
            awaitWaiting(threads, 11);
            end.countDown();
            List<Pace> firstTwo = List.of(order.take(), order.take());
            rest.countDown();
            assertThat(firstTwo).containsExactly(pace, other);
        }
    }

    /// Keeps all threads busy, one of them until the first latch is open and the others until the second is.
    private void occupy(ScoringThreads threads, CountDownLatch one, CountDownLatch others) throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch begun = new CountDownLatch(processors);
        for (int i = 0; i < processors; i++) {
            CountDownLatch until = i == 0 ? one : others;
            ask(threads, pace, () -> {
                begun.countDown();
                until.await();
                return true;
            });
        }
        begun.await();
    }

    private static void awaitWaiting(ScoringThreads threads, int many) {
        while (threads.waiting() < many) {
            Thread.onSpinWait();
        }
    }

    @Test
    void oneThatComesTooLateTakesNobodyElsesTurn() throws Exception {
        ScoringThreads threads = new ScoringThreads();
        occupy(threads, end, end);
        CountDownLatch done = new CountDownLatch(1);
        ask(threads, pace, () -> {
            done.countDown();
            return true;
        });
        awaitWaiting(threads, 1);
        threads.close();
        assertThatThrownBy(() -> threads.run(pace, LARGE, () -> true, this::ends))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("stopping");
        assertThat(ended).hasValue(1);
        end.countDown();
        done.await();
    }

    private static void ask(ScoringThreads threads, Pace pace, Callable<Boolean> work) {
        Thread.ofVirtual().start(() -> threads.run(pace, LARGE, work, () -> {}));
    }

    @Test
    void filesAreNeverQuick() {
        assertThat(Pace.weight(SMALL, "application/json")).isEqualTo(SMALL);
        assertThat(Pace.weight(SMALL, "text/csv; charset=utf-8")).isEqualTo(SMALL);
        pace.took(SMALL, 0);
        assertThat(pace.isQuick(Pace.weight(SMALL, "application/vnd.apache.parquet")))
                .isFalse();
        assertThat(pace.isQuick(Pace.weight(SMALL, "application/vnd.apache.arrow.stream")))
                .isFalse();
    }

    private boolean computedHere(ScoringThreads threads, Pace of, int bytes) {
        return threads.run(of, bytes, () -> Thread.currentThread().threadId(), this::ends)
                == Thread.currentThread().threadId();
    }

    private boolean heldFrom(CountDownLatch begun) throws InterruptedException {
        begun.countDown();
        return held();
    }

    private boolean held() throws InterruptedException {
        end.await();
        return true;
    }

    private void ends() {
        ended.incrementAndGet();
        over.countDown();
    }
}
