package dev.cairn.traces.terms;

import dev.cairn.db.Transaction;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the index of traces says, together with what waited for its place in it when the lookup began.
public final class TraceLookup {
    /// Terms that were not indexed yet and are looked at one by one. If there are more, terms lead nowhere.
    private static final int MAX_PENDING = 1_000_000;

    private final TermIndexStore index;
    private final TraceTimeStore times;
    private final Optional<List<TraceTermStore.Pending>> waiting;

    TraceLookup(Transaction tx) {
        this.index = new TermIndexStore(tx);
        this.times = new TraceTimeStore(tx);
        this.waiting = new TraceTermStore(tx).all(MAX_PENDING);
    }

    /// Whether all traces that have a term are found by it.
    public boolean knowsTerms() {
        return waiting.isPresent();
    }

    /// All slices that traces may be in. Where something waits for its place in the index, times may have changed.
    ///
    /// @param known the first numbers of slices in which there are traces, whether the index knows them or not
    public List<TraceSlice> slices(Set<Long> known) {
        List<TraceSlice> slices = times.slices();
        if (waiting.isEmpty()) {
            slices.replaceAll(slice -> TraceSlice.ofAnyTime(slice.first()));
        }
        Set<Long> others = new HashSet<>(known);
        slices.forEach(slice -> others.remove(slice.first()));
        waiting.stream().flatMap(List::stream).forEach(some -> others.add(TraceSlice.first(some.trace())));
        if (!others.isEmpty()) {
            slices.removeIf(slice -> others.contains(slice.first()));
            others.forEach(first -> slices.add(TraceSlice.ofAnyTime(first)));
        }
        return slices;
    }

    /// The places of the traces that have one of some terms, in each of the blocks in which one does.
    public Map<Long, BitSet> find(Set<Long> terms, Collection<Long> blocks) {
        Map<Long, BitSet> found = index.find(terms, blocks);
        waiting.stream()
                .flatMap(List::stream)
                .filter(some -> blocks.contains(TraceBlock.of(some.trace())) && some.hasAny(terms))
                .forEach(some -> TraceBlock.add(found, some.trace()));
        return found;
    }
}
