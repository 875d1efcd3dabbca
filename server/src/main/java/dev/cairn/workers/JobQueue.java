package dev.cairn.workers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Jobs that wait for one of several takers: first in, first out. The taker who began to wait last
/// is woken first, so that as few processes as suffice do all the work and have what they need in
/// the processor's caches. Safe for use by any number of threads.
///
/// @param <J> a job
final class JobQueue<J> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<J> jobs = new ArrayDeque<>();

    /// Takers who wait and are not woken yet, the last one first.
    private final Deque<Condition> idle = new ArrayDeque<>();

    private final int most;

    /// @param most how many may wait
    JobQueue(int most) {
        this.most = most;
    }

    /// Puts a job behind the others; false if there is no room.
    boolean offer(J job) {
        return put(job, false);
    }

    /// Puts a job before the others; false if there is no room.
    boolean offerFirst(J job) {
        return put(job, true);
    }

    /// Takes a job away for which nobody waits any more, if it is still there.
    void remove(J job) {
        lock.lock();
        try {
            jobs.remove(job);
        } finally {
            lock.unlock();
        }
    }

    private boolean put(J job, boolean isFirst) {
        lock.lock();
        try {
            if (jobs.size() >= most) {
                return false;
            }
            if (isFirst) {
                jobs.addFirst(job);
            } else {
                jobs.addLast(job);
            }
            wakeOne();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void wakeOne() {
        Condition last = idle.pollFirst();
        if (last != null) {
            last.signal();
        }
    }

    /// How many takers wait.
    int idle() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    /// The first job; empty if there is none.
    Optional<J> poll() {
        lock.lock();
        try {
            return Optional.ofNullable(jobs.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    /// The first job, or the one that comes in some time; empty if there is none by then.
    Optional<J> poll(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        Condition mine = lock.newCondition();
        try {
            long left = patience.toNanos();
            while (jobs.isEmpty() && left > 0) {
                idle.remove(mine); // where it was woken for a job that another one took, it is there no more
                idle.addFirst(mine);
                left = mine.awaitNanos(left);
            }
            return Optional.ofNullable(jobs.pollFirst());
        } finally {
            idle.remove(mine);
            if (!jobs.isEmpty()) { // also where it was woken, but interrupted
                wakeOne();
            }
            lock.unlock();
        }
    }
}
