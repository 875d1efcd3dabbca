package dev.cairn.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void aTaskThatFailsHasItsNextTurn() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(3);
        try (Background background = new Background()) {
            background.every(PAUSE, "failing", () -> {
                turns.countDown();
                throw new IllegalStateException("on purpose");
            });
            assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTaskThatBreaksDownHasItsNextTurn() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(3);
        try (Background background = new Background()) {
            background.every(PAUSE, "breaking", () -> {
                turns.countDown();
                throw new StackOverflowError("on purpose");
            });
            assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingWaitsForTheTaskAtWork() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        Background background = new Background();
        background.every(PAUSE, "slow", () -> {
            atWork.countDown();
            awaitQuietly(mayFinish);
            finished.set(true);
        });
        assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();
        AtomicBoolean finishedFirst = new AtomicBoolean();
        Thread closing = Thread.ofPlatform().start(() -> {
            background.close();
            finishedFirst.set(finished.get());
        });
        awaitWaiting(closing);
        mayFinish.countDown();
        closing.join();
        assertThat(finishedFirst).isTrue();
    }

    /// Until a thread waits for another one to end, which it must not have done already.
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
