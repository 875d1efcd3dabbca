package dev.cairn.live;

import dev.cairn.db.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The end of the log of changes in memory, as long as somebody watches: one for all clients, so that a slow one costs
/// nothing and only falls behind. Safe for use by any number of threads.
final class Tail {
    private static final int KEPT = 1 << 13;
    private static final int READ_AT_ONCE = 1_000;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /// Entry `id` stands at `id % KEPT`; those in `(oldest, last]` are there.
    private final @Nullable Entry[] ring = new Entry[KEPT];

    private long oldest;
    private long last;
    private int watchers;
    private boolean ended;

    Tail(Database database) {
        this.database = database;
    }

    /// Begins to follow the log for one more watcher.
    ///
    /// @return the number behind which everything will be here
    long watch() {
        lock.lock();
        try {
            if (watchers == 0) {
                last = database.read(tx -> new LiveStore(tx).last());
                oldest = last;
            }
            watchers++;
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// Ends what `watch` began.
    void leave() {
        lock.lock();
        try {
            watchers--;
        } finally {
            lock.unlock();
        }
    }

    /// Reads what is new in the log, if anybody watches.
    void follow() {
        List<Entry> read = readNext();
        while (!read.isEmpty()) {
            add(read);
            read = read.size() < READ_AT_ONCE ? List.of() : readNext();
        }
    }

    private List<Entry> readNext() {
        long from;
        lock.lock();
        try {
            if (watchers == 0) {
                return List.of();
            }
            from = last;
        } finally {
            lock.unlock();
        }
        return database.read(tx -> new LiveStore(tx).after(from, READ_AT_ONCE));
    }

    private void add(List<Entry> entries) {
        lock.lock();
        try {
            for (Entry entry : entries) {
                if (entry.id() > last) {
                    oldest = entry.id() == last + 1 ? Math.max(oldest, entry.id() - KEPT) : entry.id() - 1;
                    ring[(int) (entry.id() % KEPT)] = entry;
                    last = entry.id();
                }
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What came behind a number, waiting for it if need be.
    Slice after(long id, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (last <= id && !ended && left > 0) {
                left = more.awaitNanos(left);
            }
            if (id < oldest) {
                return new Slice(List.of(), last, true, ended);
            }
            List<Entry> entries = new ArrayList<>();
            for (long next = id + 1; next <= last; next++) {
                Entry entry = ring[(int) (next % KEPT)];
                if (entry != null) {
                    entries.add(entry);
                }
            }
            return new Slice(entries, Math.max(last, id), false, ended);
        } finally {
            lock.unlock();
        }
    }

    /// Wakes all who wait, for the last time.
    void end() {
        lock.lock();
        try {
            ended = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Some of the log.
    ///
    /// @param last  the number of its end
    /// @param isGap whether what was asked for is no longer here
    /// @param ended whether nothing comes any more
    record Slice(List<Entry> entries, long last, boolean isGap, boolean ended) {}
}
