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

    /// Characters of all entries that are kept: a run that logs much makes long ones.
    private static final long MOST_CHARS = 16 << 20;

    /// Characters that a client is given at once, which a slow one holds on to.
    private static final long SLICE_CHARS = 1 << 20;

    private static final int READ_AT_ONCE = 100;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /// Entry `id` stands at `id % KEPT`; those in `(oldest, last]` are there.
    private final @Nullable Entry[] ring = new Entry[KEPT];

    private long oldest;
    private long last;
    private long chars;
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
                forgetUpTo(last);
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
            if (watchers == 0) {
                forgetUpTo(last);
            }
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
                    forgetUpTo(entry.id() == last + 1 ? entry.id() - KEPT : entry.id() - 1);
                    ring[place(entry.id())] = entry;
                    chars += entry.content().length();
                    last = entry.id();
                }
            }
            while (chars > MOST_CHARS && oldest < last - 1) {
                forgetUpTo(oldest + 1);
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forgetUpTo(long id) {
        for (long next = Math.max(oldest + 1, id - KEPT + 1); next <= id; next++) {
            Entry entry = ring[place(next)];
            if (entry != null && entry.id() <= id) {
                chars -= entry.content().length();
                ring[place(next)] = null;
            }
        }
        oldest = Math.max(oldest, id);
    }

    private static int place(long id) {
        return (int) (id % KEPT);
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
            long end = id;
            for (long given = 0; end < last && given < SLICE_CHARS; end++) {
                Entry entry = ring[place(end + 1)];
                if (entry != null) {
                    entries.add(entry);
                    given += entry.content().length();
                }
            }
            return new Slice(entries, end, false, ended);
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
    /// @param last  the number of its end, behind which there may be more
    /// @param isGap whether what was asked for is no longer here
    /// @param ended whether nothing comes any more
    record Slice(List<Entry> entries, long last, boolean isGap, boolean ended) {}
}
