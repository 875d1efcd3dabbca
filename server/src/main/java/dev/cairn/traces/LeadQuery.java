package dev.cairn.traces;

import dev.cairn.db.Transaction;
import dev.cairn.search.Filter;
import dev.cairn.traces.LeadSource.Lead;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The traces that a search has to look at, as far as indexes know them.
final class LeadQuery {
    /// Leads that are followed, each by a look into an index.
    private static final int MAX_LEADS = 16;

    /// Terms that were not indexed yet and are looked at one by one. If there are more, terms lead nowhere.
    private static final int MAX_PENDING = 1_000_000;

    /// Traces with a term that are compared with those of other leads.
    private static final int MAX_WITH_TERMS = 200_000;

    private final Transaction tx;
    private final List<Lead> leads;

    /// @param required clauses that must all hold
    LeadQuery(Transaction tx, List<Filter> required) {
        this.tx = tx;
        this.leads = LeadSource.of(required.stream().limit(MAX_LEADS).toList());
    }

    boolean isEmpty() {
        return leads.isEmpty();
    }

    /// The numbers of some traces among which are all that match, ascending and each once: what the leads have in
    /// common, but for those that are too long.
    ///
    /// @return nothing if these are more
    Optional<long[]> atMost(int most) {
        if (leads.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<TraceTermStore.Pending>> waiting = new TraceTermStore(tx).all(MAX_PENDING);
        long[] common = null;
        for (Lead lead : leads) {
            Optional<long[]> found = numbers(lead, waiting, most);
            if (found.isPresent()) {
                common = common == null ? found.get() : common(common, found.get());
            }
        }
        return Optional.ofNullable(common).filter(numbers -> numbers.length <= most);
    }

    private Optional<long[]> numbers(Lead lead, Optional<List<TraceTermStore.Pending>> waiting, int most) {
        return switch (lead) {
            case Lead.Terms terms -> waiting.flatMap(pending -> withTerms(terms, pending));
            case Lead.Rows rows -> {
                List<Long> numbers = tx.sql()
                        .selectDistinct()
                        .from(rows.numbers().asTable("found", "id"))
                        .limit(most + 1)
                        .fetch(0, Long.class);
                yield sorted(numbers.stream().mapToLong(Long::longValue), most);
            }
            case Lead.Either(Lead one, Lead other) -> {
                Optional<long[]> first = numbers(one, waiting, most);
                Optional<long[]> second = first.isPresent() ? numbers(other, waiting, most) : first;
                yield second.isPresent()
                        ? sorted(LongStream.concat(LongStream.of(first.get()), LongStream.of(second.get())), most)
                        : second;
            }
        };
    }

    private Optional<long[]> withTerms(Lead.Terms lead, List<TraceTermStore.Pending> waiting) {
        LongStream others =
                waiting.stream().filter(some -> some.hasAny(lead.terms())).mapToLong(TraceTermStore.Pending::trace);
        return new TermIndexStore(tx)
                .find(lead.terms(), MAX_WITH_TERMS)
                .flatMap(indexed -> sorted(LongStream.concat(LongStream.of(indexed), others), MAX_WITH_TERMS));
    }

    private static Optional<long[]> sorted(LongStream numbers, int most) {
        long[] all = numbers.sorted().distinct().toArray();
        return all.length > most ? Optional.empty() : Optional.of(all);
    }

    private static long[] common(long[] some, long[] others) {
        LongStream.Builder both = LongStream.builder();
        int i = 0;
        int k = 0;
        while (i < some.length && k < others.length) {
            int order = Long.compare(some[i], others[k]);
            if (order == 0) {
                both.add(some[i]);
            }
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
        return both.build().toArray();
    }
}
