package dev.cairn.http;

import dev.cairn.protocol.ErrorCode;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Until when somebody waits for an answer. Immutable and thread-safe.
public final class Deadline {
    /// Of somebody who does not say so.
    public static final Deadline NONE = new Deadline(OptionalLong.empty());

    /// On a thread of its own, since the pool that all have in common may compute for long.
    private static final ScheduledThreadPoolExecutor ALARMS = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cairn-deadlines").factory());

    static {
        ALARMS.setRemoveOnCancelPolicy(true);
    }

    /// By [System#nanoTime].
    private final OptionalLong end;

    private Deadline(OptionalLong end) {
        this.end = end;
    }

    /// One that is so many nanoseconds away.
    public static Deadline in(long nanos) {
        return new Deadline(OptionalLong.of(System.nanoTime() + nanos));
    }

    /// How long to wait for something, for which nobody waits longer than so many nanoseconds.
    public long nanosLeft(long most) {
        return end.isEmpty() ? most : Math.clamp(end.getAsLong() - System.nanoTime(), 0, most);
    }

    /// Refuses what comes after it.
    ///
    /// @throws ApiException if it is past
    public void check() {
        if (end.isPresent() && end.getAsLong() - System.nanoTime() <= 0) {
            throw past();
        }
    }

    private static ApiException past() {
        return new ApiException(ErrorCode.DEADLINE_EXCEEDED, "The deadline of the call is past.");
    }

    /// Begins with work that may wait, and gives it up at the deadline as when the server stops: by an interrupt.
    ///
    /// @throws ApiException if that is past before the work has ended
    public <A> A within(Supplier<A> work) {
        if (end.isEmpty()) {
            return work.get();
        }
        Waiting waiting = new Waiting(Thread.currentThread());
        Future<?> alarm = ALARMS.schedule(waiting::giveUp, end.getAsLong() - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            A done = work.get();
            waiting.end();
            check();
            return done;
        } catch (RuntimeException failure) {
            waiting.end();
            throw waiting.isGivenUp ? past() : failure;
        } finally {
            waiting.end();
            alarm.cancel(false);
        }
    }

    /// A thread that waits.
    private static final class Waiting {
        private final Thread thread;
        private boolean hasEnded;
        private boolean isGivenUp;

        private Waiting(Thread thread) {
            this.thread = thread;
        }

        private synchronized void giveUp() {
            if (!hasEnded) {
                isGivenUp = true;
                thread.interrupt();
            }
        }

        /// Nobody interrupts it from now on.
        private synchronized void end() {
            if (!hasEnded && isGivenUp) {
                Thread.interrupted();
            }
            hasEnded = true;
        }
    }
}
