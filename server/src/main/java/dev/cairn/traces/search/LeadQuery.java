package dev.cairn.traces.search;

import dev.cairn.db.Transaction;
import dev.cairn.search.Filter;
import dev.cairn.traces.search.LeadSource.Lead;
import dev.cairn.traces.terms.TraceBlock;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceLookup;
import dev.cairn.traces.terms.TraceSlice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.impl.DSL;

/// The traces that a search has to look at, as far as indexes know them: what all leads have in common, but for leads
/// that are too long. All traces that match are among them.
final class LeadQuery {
    /// Leads that are followed, each by a look into an index.
    private static final int MAX_LEADS = 16;

    /// Traces that a query of rows may lead to.
    private static final int MAX_ROWS = 20_000;

    private final Transaction tx;
    private final TraceLookup index;
    private final List<Followed> leads;
    private final TimeRange times;

    private LeadQuery(Transaction tx, List<Lead> leads, TimeRange times) {
        this.tx = tx;
        this.times = times;
        this.index = new TraceIndex(tx).lookup();
        this.leads = leads.stream().flatMap(lead -> followed(lead).stream()).toList();
    }

    /// What clauses lead to, if any leads somewhere.
    ///
    /// @param experiments those that are searched
    /// @param required    clauses that must all hold
    static Optional<LeadQuery> of(Transaction tx, List<Long> experiments, List<Filter> required) {
        List<Lead> leads = LeadSource.of(required.stream().limit(MAX_LEADS).toList());
        if (leads.isEmpty()) {
            return Optional.empty();
        }
        LeadQuery query = new LeadQuery(
                tx,
                Stream.concat(leads.stream(), LeadSource.ofExperiments(experiments).stream())
                        .toList(),
                TimeRange.of(required));
        return query.leads.isEmpty() ? Optional.empty() : Optional.of(query);
    }

    /// All slices that traces of the times asked for may be in.
    List<TraceSlice> slices() {
        Set<Long> known = new HashSet<>();
        leads.forEach(lead -> lead.eachKnown(trace -> known.add(TraceSlice.first(trace))));
        List<TraceSlice> slices = index.slices(known);
        slices.removeIf(slice -> !times.overlaps(slice));
        return slices;
    }

    /// The places of the traces, in each of the blocks in which there are some.
    Map<Long, BitSet> in(Collection<Long> blocks) {
        Map<Long, BitSet> common = in(leads.getFirst(), blocks);
        for (Followed lead : leads.subList(1, leads.size())) {
            if (!common.isEmpty()) {
                Map<Long, BitSet> others = in(lead, common.keySet());
                common.forEach((block, places) -> places.and(others.getOrDefault(block, new BitSet())));
                common.values().removeIf(BitSet::isEmpty);
            }
        }
        return common;
    }

    /// The numbers of all the traces.
    ///
    /// @return nothing if these are more than `most`
    Optional<List<Long>> atMost(int most) {
        Map<Long, BitSet> all = in(slices().stream().map(TraceSlice::block).collect(Collectors.toSet()));
        if (all.values().stream().mapToInt(BitSet::cardinality).sum() > most) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        all.forEach((block, places) -> places.stream().forEach(place -> numbers.add(TraceBlock.trace(block, place))));
        return Optional.of(numbers);
    }

    private Map<Long, BitSet> in(Followed lead, Collection<Long> blocks) {
        return switch (lead) {
            case Followed.Terms(Set<Long> terms) -> index.find(terms, blocks);
            case Followed.Traces(Map<Long, BitSet> known) -> {
                Map<Long, BitSet> found = new HashMap<>();
                for (long block : blocks) {
                    BitSet places = known.get(block);
                    if (places != null) {
                        found.put(block, (BitSet) places.clone());
                    }
                }
                yield found;
            }
            case Followed.Either(Followed one, Followed other) -> {
                Map<Long, BitSet> found = in(one, blocks);
                in(other, blocks).forEach((block, places) -> found.merge(block, places, LeadQuery::both));
                yield found;
            }
        };
    }

    private static BitSet both(BitSet some, BitSet others) {
        some.or(others);
        return some;
    }

    private Optional<Followed> followed(Lead lead) {
        return switch (lead) {
            case Lead.Terms(Set<Long> terms) ->
                index.knowsTerms() ? Optional.of(new Followed.Terms(terms)) : Optional.empty();
            case Lead.Rows rows -> {
                List<Long> numbers = tx.query(
                        DSL.selectDistinct()
                                .from(rows.numbers().asTable("found", "id"))
                                .limit(MAX_ROWS + 1),
                        row -> row.getLong(1));
                Map<Long, BitSet> places = new HashMap<>();
                numbers.forEach(trace -> TraceBlock.add(places, trace));
                yield numbers.size() > MAX_ROWS ? Optional.empty() : Optional.of(new Followed.Traces(places));
            }
            case Lead.Either(Lead one, Lead other) ->
                followed(one).flatMap(first -> followed(other).map(second -> new Followed.Either(first, second)));
        };
    }

    /// A lead as far as it was followed.
    private sealed interface Followed {

        /// Those that have one of some terms.
        record Terms(Set<Long> terms) implements Followed {}

        /// Those at some places of some blocks.
        record Traces(Map<Long, BitSet> places) implements Followed {}

        /// Those of one and those of another.
        record Either(Followed one, Followed other) implements Followed {}

        /// Each trace that is known without the index of terms.
        default void eachKnown(LongConsumer trace) {
            switch (this) {
                case Terms _ -> {}
                case Traces(Map<Long, BitSet> known) ->
                    known.forEach((block, places) ->
                            places.stream().forEach(place -> trace.accept(TraceBlock.trace(block, place))));
                case Either(Followed one, Followed other) -> {
                    one.eachKnown(trace);
                    other.eachKnown(trace);
                }
            }
        }
    }
}
