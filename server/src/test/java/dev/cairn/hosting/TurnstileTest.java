package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    @Test
    void soManyWorkAtATimeAndTheOthersWait() throws InterruptedException, ExecutionException {
        Turnstile turnstile = new Turnstile(2);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(callers.submit(() -> pass(turnstile, () -> {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(1_000);
                    return working.decrementAndGet();
                })));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isNotNegative();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void whoComesWhenAllPlacesAreTakenIsSentAway() throws InterruptedException, ExecutionException {
        Turnstile turnstile = new Turnstile(1);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = callers.submit(() -> pass(turnstile, () -> held(begun, end)));
            begun.await();
            List<Future<Boolean>> others = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                others.add(callers.submit(() -> passes(turnstile, refused)));
            }
            while (refused.get() < 200 - 128) {
                Thread.onSpinWait();
            }
            assertThat(turnstile.isFull()).isTrue();
            end.countDown();
            assertThat(first.get()).isTrue();
            for (Future<Boolean> other : others) {
                other.get();
            }
        }
        assertThat(refused.get()).isEqualTo(200 - 128);
        assertThat(turnstile.isFull()).isFalse();
    }

    private static <T> T pass(Turnstile turnstile, Supplier<T> work) {
        turnstile.enter(Deadline.NONE);
        try {
            return work.get();
        } finally {
            turnstile.leave();
        }
    }

    private static boolean held(CountDownLatch begun, CountDownLatch end) {
        begun.countDown();
        try {
            end.await();
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean passes(Turnstile turnstile, AtomicInteger refused) {
        try {
            return pass(turnstile, () -> true);
        } catch (ApiException full) {
            assertThat(full.code()).isEqualTo(ErrorCode.REQUEST_LIMIT_EXCEEDED);
            refused.incrementAndGet();
            return false;
        }
    }
}
