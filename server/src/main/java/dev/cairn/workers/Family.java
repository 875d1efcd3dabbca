package dev.cairn.workers;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process by which the processes of a model are started, all that it has started, and what
/// they take. Itself it only waits for the model's process, as the first one of its namespace of
/// processes does, where it has one: of memory these two do not count. Safe for use by any number
/// of threads.
final class Family {
    private static final Logger LOG = LoggerFactory.getLogger(Family.class);

    /// How often those that it has started are ended, until there are no new ones.
    private static final int MOST_ROUNDS = 200;

    private static final long ROUND_NANOS = 2_000_000;

    private final Process first;

    /// Those that it has started, as they were a moment ago, also where they have another parent
    /// since.
    private volatile List<ProcessHandle> started = List.of();

    /// The first process of the model's namespace of processes, where there is one.
    private volatile Optional<ProcessHandle> keeper = Optional.empty();

    /// The most that was seen of it: what has ended tells no more.
    private final AtomicLong nanos = new AtomicLong();

    /// What was counted more than once of what they have in common, the last time that their
    /// parts were counted.
    private volatile long common;

    Family(Process first) {
        this.first = first;
    }

    /// Finds what it has started by now.
    ///
    /// @param isThorough whether all threads are looked through for what they have started, which
    ///                   may be hundreds, or where the system has no list of that all processes
    ///                   of the machine. If not, what is known stays known, and what a process
    ///                   has started by its first thread is added
    synchronized void look(boolean isThorough) {
        Optional<List<ProcessHandle>> below =
                Processes.below(first.pid(), isThorough ? Optional.empty() : Optional.of(started));
        if (below.isPresent()) {
            started = below.get();
        } else if (isThorough) {
            started = first.descendants().toList();
        }
    }

    /// To be told once the model's process is there. Where that has a namespace, the oldest child
    /// is the first one in it, and else the model's process itself, so that nothing that this
    /// starts can pass for the other.
    void isComplete() {
        look(true);
        keeper = first.children()
                .filter(child -> child.info().startInstant().isPresent())
                .min(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
                .filter(child -> Processes.isFirstOfNamespace(child.pid()));
    }

    /// What they take now; in memory what each of the model's has resident (RSS), also where
    /// several have it in common.
    Processes.Taken taken() {
        Processes.Taken ours = Processes.taken(ours());
        Processes.Taken taken = ours.plus(Processes.taken(ofModel()));
        long most = nanos.accumulateAndGet(taken.nanos(), Math::max);
        return new Processes.Taken(taken.bytes() - ours.bytes(), taken.tasks(), most);
    }

    /// What the model's processes have in memory: of what several have in common each has its
    /// part (PSS), where the system tells that, and else as [#taken] has it.
    long bytes(Processes.Taken taken) {
        long bytes = Processes.parts(ofModel()).orElse(taken.bytes());
        common = taken.bytes() - bytes;
        return bytes;
    }

    /// Whether they have more than so much in memory. Their parts are counted again only where
    /// that could be since they were counted the last time: it takes the system a while.
    boolean haveMore(Processes.Taken taken, long most) {
        return taken.bytes() - common > most && bytes(taken) > most;
    }

    private Stream<Long> ours() {
        return Stream.concat(Stream.of(first.toHandle()), keeper.stream()).map(ProcessHandle::pid);
    }

    private Stream<Long> ofModel() {
        Optional<ProcessHandle> apart = keeper;
        return started.stream()
                .filter(each -> apart.isEmpty() || !each.equals(apart.get()))
                .map(ProcessHandle::pid);
    }

    /// Ends it. What has lost its parent has the first process for one, so that all is found
    /// until that is ended, which is done last. What they have printed can be read afterwards.
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
        first.toHandle().destroyForcibly(); // that of the process would close its streams
        awaitEnd();
    }

    /// So that who has ended a model finds nothing of it.
    private void awaitEnd() {
        try {
            if (!first.waitFor(MOST_ROUNDS * ROUND_NANOS, TimeUnit.NANOSECONDS)) {
                LOG.warn("The process {} of a model was ended and is still there.", first.pid());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
