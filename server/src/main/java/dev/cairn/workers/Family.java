package dev.cairn.workers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A process with all that it has started, and what they take. Safe for use by any number of threads.
final class Family {
    /// How often those that it has started are ended, until there are no new ones.
    private static final int MOST_ROUNDS = 200;

    private static final long ROUND_NANOS = 2_000_000;

    private final Process first;

    /// Those that it has started, as they were a moment ago, also where they have another parent since.
    private volatile List<ProcessHandle> started = List.of();

    /// The most that was seen of it: what has ended tells no more.
    private final AtomicLong nanos = new AtomicLong();

    Family(Process first) {
        this.first = first;
    }

    /// Finds what it has started by now.
    ///
    /// @param isThorough whether all threads are looked through for what they have started, which may be hundreds, or
    ///                   where the system has no list of that all processes of the machine. If not, what is known
    ///                   stays known, and what a process has started by its first thread is added
    synchronized void look(boolean isThorough) {
        Optional<List<ProcessHandle>> below =
                Processes.below(first.pid(), isThorough ? Optional.empty() : Optional.of(started));
        if (below.isPresent()) {
            started = below.get();
        } else if (isThorough) {
            started = first.descendants().toList();
        }
    }

    /// What they take now.
    Processes.Taken taken() {
        Processes.Taken taken = Processes.taken(
                Stream.concat(Stream.of(first.toHandle()), started.stream()).map(ProcessHandle::pid));
        long most = nanos.accumulateAndGet(taken.nanos(), Math::max);
        return new Processes.Taken(taken.bytes(), taken.tasks(), most);
    }

    /// Ends it. What has lost its parent has the first process for one, so that all is found until that is ended, which
    /// is done last.
    void end() {
        started.forEach(ProcessHandle::destroyForcibly);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessHandle> left = first.descendants().toList();
            if (left.isEmpty()) {
                break;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(ROUND_NANOS);
        }
        first.destroyForcibly();
    }
}
