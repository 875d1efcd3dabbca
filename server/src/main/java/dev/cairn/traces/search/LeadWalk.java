package dev.cairn.traces.search;

import dev.cairn.traces.terms.TraceSlice;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The traces that leads have in common, slice by slice in the order of time. Indexes are asked for some blocks at
/// once, and for twice as many each time after.
final class LeadWalk {
    private final LeadQuery leads;
    private final List<TraceSlice> slices;
    private final Iterator<Long> blocks;
    private final Map<Long, BitSet> known = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private int atOnce;

    /// @param after  where the page before ended
    /// @param atOnce blocks that are asked for at first
    LeadWalk(LeadQuery leads, boolean ascending, @Nullable TracePage after, int atOnce) {
        this.leads = leads;
        this.slices = leads.slices().stream()
                .filter(slice -> after == null || !slice.isBefore(after.time(), ascending))
                .sorted(TraceSlice.byTime(ascending))
                .toList();
        this.blocks = slices.stream().map(TraceSlice::block).distinct().iterator();
        this.atOnce = atOnce;
    }

    List<TraceSlice> slices() {
        return slices;
    }

    /// The numbers of the traces that may match in one of the slices.
    LongStream in(TraceSlice slice) {
        while (!asked.contains(slice.block())) {
            ask();
        }
        BitSet places = known.get(slice.block());
        return places == null ? LongStream.empty() : slice.own(places);
    }

    private void ask() {
        Set<Long> some = new HashSet<>();
        while (blocks.hasNext() && some.size() < atOnce) {
            some.add(blocks.next());
        }
        asked.addAll(some);
        known.putAll(leads.in(some));
        atOnce *= 2;
    }
}
