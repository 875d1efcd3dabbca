package dev.cairn.traces;

import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import java.util.List;

/// Gives what traces can be found by its place in the index, soon after it was noted. Searches look at all that
/// waits, so that they find it before as well.
final class TermIndexing {
    /// Terms in one transaction, so that other writers wait for a tenth of a second at most.
    private static final int AT_ONCE = 100_000;

    private final Database database;

    TermIndexing(Database database) {
        this.database = database;
    }

    /// Indexes what is there, and what comes meanwhile.
    void run() {
        while (database.read(tx -> new TraceTermStore(tx).hasPending())) {
            database.write(TermIndexing::some);
        }
    }

    private static int some(Transaction tx) {
        TermIndexStore index = new TermIndexStore(tx);
        index.lock();
        TraceTermStore store = new TraceTermStore(tx);
        List<TraceTermStore.Pending> pending = store.oldest(AT_ONCE);
        index.add(pending);
        new TraceTimeStore(tx)
                .add(pending.stream()
                        .mapToLong(TraceTermStore.Pending::trace)
                        .distinct()
                        .toArray());
        store.remove(pending);
        return pending.size();
    }
}
