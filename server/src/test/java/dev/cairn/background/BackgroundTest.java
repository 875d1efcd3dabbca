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
    void closingWaitsForTheTaskAtWork() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        Background background = new Background();
        background.every(PAUSE, "slow", () -> {
            atWork.countDown();
            awaitQuietly(closing);
            finished.set(true);
        });
        assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();
        closing.countDown();
        background.close();
        assertThat(finished).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
