package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarriersTest {
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = scheduler.getParallelism();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        isOver.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        scheduler.setParallelism(before);
    }

    @Test
    void modelsThatHoldAllCarriersAndDoNotEndKeepNobodyElseWaiting() throws InterruptedException {
        try (Carriers carriers = new Carriers(Duration.ofMillis(50))) {
            hold(carriers, before);
            CountDownLatch goesOn = new CountDownLatch(1);
            threads.add(Thread.startVirtualThread(goesOn::countDown));
            goesOn.await();
            assertThat(scheduler.getParallelism()).isEqualTo(2 * before);
            assertThat(carriers.tryTake()).isFalse();
        }
    }

    @Test
    void carriersAreStuckWhenNoneWasGivenBackSinceAllWereHeld() throws InterruptedException {
        try (Carriers carriers = new Carriers(Duration.ofDays(1))) {
            assertThat(carriers.areStuck()).isFalse();
            for (int i = 0; i < before; i++) {
                assertThat(carriers.tryTake()).isTrue();
            }
            assertThat(carriers.areStuck()).isFalse();
            carriers.leave();
            assertThat(carriers.tryTake()).isTrue();
            assertThat(carriers.areStuck()).isFalse();
            assertThat(carriers.areStuck()).isTrue();
            carriers.leave();
            assertThat(carriers.areStuck()).isFalse();
        }
    }

    private void hold(Carriers carriers, int many) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            assertThat(carriers.tryTake()).isTrue();
            threads.add(Thread.startVirtualThread(() -> {
                begun.countDown();
                while (!isOver.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        begun.await();
    }
}
