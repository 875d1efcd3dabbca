package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final AtomicLong now = new AtomicLong();

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

    private void wasHeld(Turnstile turnstile, Duration time) {
        turnstile.enter(Deadline.NONE);
        long began = turnstile.now();
        now.addAndGet(time.toNanos());
        turnstile.leave(began);
    }

    /// How many are let in to wait while all places are taken.
    private static int letInToWait(Turnstile turnstile, int places) throws InterruptedException, ExecutionException {
        for (int i = 0; i < places; i++) {
            turnstile.enter(Deadline.NONE);
        }
        AtomicInteger refused = new AtomicInteger();
        int callers = 150;
        List<Future<Boolean>> all = new ArrayList<>();
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                all.add(waiting.submit(() -> passes(turnstile, refused)));
            }
            while (!turnstile.isFull()) {
                Thread.onSpinWait();
            }
            passes(turnstile, refused); // as was said
            assertThat(refused).hasPositiveValue();
            while (all.stream().filter(Future::isDone).count() < callers - turnstile.most()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < places; i++) {
                turnstile.leave();
            }
        }
        int passed = 0;
        for (Future<Boolean> one : all) {
            passed += one.get() ? 1 : 0;
        }
        return passed;
    }

    @Test
    void soManyWaitAsWillHaveAPlaceWithinFiveSeconds() throws InterruptedException, ExecutionException {
        Turnstile turnstile = new Turnstile(2, now::get);
        wasHeld(turnstile, Duration.ofSeconds(1));
        assertThat(letInToWait(turnstile, 2)).isEqualTo(10);
    }

    @Test
    void asManyWaitAsThereArePlacesHoweverLongTheseAreHeld() throws InterruptedException, ExecutionException {
        Turnstile turnstile = new Turnstile(3, now::get);
        wasHeld(turnstile, Duration.ofMinutes(1));
        assertThat(letInToWait(turnstile, 3)).isEqualTo(3);
    }

    @Test
    void noMoreWaitThanItHoldsHoweverShortPlacesAreHeld() throws InterruptedException, ExecutionException {
        Turnstile turnstile = new Turnstile(2, now::get);
        wasHeld(turnstile, Duration.ZERO);
        assertThat(letInToWait(turnstile, 2)).isEqualTo(128);
    }

    @Test
    void whatWasSlowOnceIsForgottenAndWhatStaysSlowIsLearnt() {
        Turnstile turnstile = new Turnstile(2, now::get);
        wasHeld(turnstile, Duration.ofMinutes(1));
        for (int i = 0; i < 200; i++) {
            wasHeld(turnstile, Duration.ofMillis(1));
        }
        assertThat(turnstile.most()).isEqualTo(128);
        for (int i = 0; i < 200; i++) {
            wasHeld(turnstile, Duration.ofSeconds(1));
        }
        assertThat(turnstile.most()).isBetween(10, 11);
    }

    @Test
    void aPlaceInWhichNothingWasDoneSaysNothing() {
        Turnstile turnstile = new Turnstile(2, now::get);
        turnstile.enter(Deadline.NONE);
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        turnstile.leave();
        assertThat(turnstile.most()).isEqualTo(128);
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
