package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final JobQueue<Integer> queue = new JobQueue<>(3);

    @Test
    void jobsComeOutInTheOrderInWhichTheyCameIn() {
        queue.offer(1);
        queue.offer(2);
        assertThat(List.of(queue.poll(), queue.poll(), queue.poll()))
                .containsExactly(Optional.of(1), Optional.of(2), Optional.empty());
    }

    @Test
    void oneThatIsGivenBackComesOutFirst() {
        queue.offer(1);
        queue.offerFirst(2);
        assertThat(queue.poll()).contains(2);
    }

    @Test
    void oneForWhichNobodyWaitsLeavesItsPlace() {
        queue.offer(1);
        queue.offer(2);
        queue.offer(3);
        queue.remove(2);
        assertThat(List.of(queue.offer(4), queue.offer(5))).containsExactly(true, false);
        assertThat(List.of(queue.poll(), queue.poll(), queue.poll()))
                .containsExactly(Optional.of(1), Optional.of(3), Optional.of(4));
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() {
        assertThat(List.of(queue.offer(1), queue.offer(2), queue.offer(3), queue.offer(4), queue.offerFirst(5)))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void whoWaitsForNothingGoesAwayWithNothing() throws InterruptedException {
        assertThat(queue.poll(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void whoBeganToWaitLastIsWokenFirst() throws Exception {
        try (var takers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Integer>> first = takers.submit(() -> queue.poll(LONG));
            awaitIdle(1);
            Future<Optional<Integer>> last = takers.submit(() -> queue.poll(LONG));
            awaitIdle(2);
            queue.offer(1);
            assertThat(last.get(1, TimeUnit.MINUTES)).contains(1);
            queue.offer(2);
            assertThat(first.get(1, TimeUnit.MINUTES)).contains(2);
        }
    }

    @Test
    void aJobOfATakerWhoIsInterruptedGoesToAnother() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (var takers = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Optional<Integer>> other = takers.submit(() -> queue.poll(LONG));
                awaitIdle(1);
                CountDownLatch ended = new CountDownLatch(1);
                ConcurrentLinkedQueue<Integer> taken = new ConcurrentLinkedQueue<>();
                Thread interrupted = Thread.ofVirtual().start(() -> {
                    try {
                        queue.poll(LONG).ifPresent(taken::add);
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    } finally {
                        ended.countDown();
                    }
                });
                awaitIdle(2);
                queue.offer(1);
                interrupted.interrupt();
                assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
                if (!taken.isEmpty()) { // it was faster than the interruption
                    queue.offer(2);
                }
                assertThat(other.get(1, TimeUnit.MINUTES)).isPresent();
            }
        }
    }

    @Test
    void manyTakersGetEachJobOnce() throws Exception {
        JobQueue<Integer> wide = new JobQueue<>(10_000);
        ConcurrentLinkedQueue<Integer> taken = new ConcurrentLinkedQueue<>();
        try (var takers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(takers.submit(() -> {
                    for (int job = 0; job < 1_000; job++) {
                        taken.add(wide.poll(LONG).orElseThrow());
                    }
                    return null;
                }));
            }
            for (int job = 0; job < 8_000; job++) {
                assertThat(wide.offer(job)).isTrue();
            }
            for (Future<?> taker : all) {
                assertThat(taker.get(1, TimeUnit.MINUTES)).isNull();
            }
        }
        assertThat(taken).hasSize(8_000).doesNotHaveDuplicates();
    }

    private void awaitIdle(int takers) throws InterruptedException {
        while (queue.idle() < takers) {
            Thread.sleep(1);
        }
    }
}
