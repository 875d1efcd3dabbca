package dev.cairn.traces.terms;

import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The one public door of the index of traces, as one transaction sees it.
///
/// What traces can be found by is noted with them, and is given its place soon after. Searches look at all that waits,
/// so that they find it before as well.
public final class TraceIndex {
    /// Terms in one transaction, so that other writers wait for a tenth of a second at most.
    private static final int AT_ONCE = 100_000;

    private final Transaction tx;

    public TraceIndex(Transaction tx) {
        this.tx = tx;
    }

    /// Indexes what waits, and what comes meanwhile, each part in a transaction of its own.
    public static void catchUp(Database database) {
        while (database.read(tx -> new TraceTermStore(tx).hasPending())) {
            database.write(tx -> new TraceIndex(tx).index(AT_ONCE));
        }
    }

    /// Notes what a trace can be found by.
    public void note(long trace, Set<Long> terms) {
        note(Map.of(trace, terms));
    }

    /// Notes what traces can be found by, by their numbers.
    public void note(Map<Long, Set<Long>> terms) {
        new TraceTermStore(tx).add(terms);
    }

    /// Gives the oldest of what waits its place.
    ///
    /// @param mostTerms so many terms, or all of one row
    /// @return how many rows
    public int index(int mostTerms) {
        lock();
        TraceTermStore waiting = new TraceTermStore(tx);
        List<TraceTermStore.Pending> oldest = waiting.oldest(mostTerms);
        new TermIndexStore(tx).add(oldest);
        new TraceTimeStore(tx)
                .add(oldest.stream()
                        .mapToLong(TraceTermStore.Pending::trace)
                        .distinct()
                        .toArray());
        waiting.remove(oldest);
        return oldest.size();
    }

    public TraceLookup lookup() {
        return new TraceLookup(tx);
    }

    /// Keeps others from changing the index until the transaction ends.
    public void lock() {
        tx.alone("trace_terms");
    }

    /// Forgets the blocks of traces that were deleted of which none is left. Only who has the lock may do so.
    public void forgetEmptyBlocks(long[] deleted) {
        new TermIndexStore(tx).forgetEmptyBlocks(deleted);
    }
}
