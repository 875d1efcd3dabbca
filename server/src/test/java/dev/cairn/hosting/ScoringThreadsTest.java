package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScoringThreadsTest {
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void workThatNobodyWaitsForAnyMoreEndsWhenItEnds() throws InterruptedException {
        try (ScoringThreads threads = new ScoringThreads(Duration.ofMillis(50))) {
            assertThatThrownBy(() -> threads.run(this::held, this::ends))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("did not answer");
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
            for (int i = 0; i < processors; i++) {
                assertThatThrownBy(() -> threads.run(this::held)).isInstanceOf(ApiException.class);
            }
            assertThatThrownBy(() -> threads.run(() -> true, this::ends)).isInstanceOf(ApiException.class);
            assertThat(ended).hasValue(1);
            end.countDown();
        }
        assertThat(ended).hasValue(1);
    }

    @Test
    void whatFailsEndsToo() {
        try (ScoringThreads threads = new ScoringThreads()) {
            assertThatThrownBy(() -> threads.run(
                            () -> {
                                throw new IllegalStateException("on purpose");
                            },
                            this::ends))
                    .hasMessage("on purpose");
            assertThat(ended).hasValue(1);
        }
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
