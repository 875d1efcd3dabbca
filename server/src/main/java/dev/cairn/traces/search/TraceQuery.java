package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.db.Transaction;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Order;
import dev.cairn.traces.terms.TraceSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The SQL of a search for traces.
///
/// Where indexes lead to the traces that may match, these are looked at slice by slice in the order of time, until the
/// page is full and the rest comes behind it. Otherwise all traces are met in that order.
final class TraceQuery {
    /// Traces of leads that are sorted or counted at once. If there are more, all traces are.
    private static final int MAX_LED = 200_000;

    /// The most that are looked up in one statement.
    private static final int MAX_LOOKUP = 10_000;

    private final Transaction tx;
    private final List<Long> experiments;
    private final TraceFinder.Effort effort;
    private final Condition matches;
    private final Optional<LeadQuery> leads;

    /// @param experiments the experiments to search, of the caller's workspace
    /// @param filters     what must hold; clauses over spans of one filter must hold of the same span
    TraceQuery(Transaction tx, List<Long> experiments, List<Filter> filters, TraceFinder.Effort effort) {
        this.tx = tx;
        this.experiments = experiments;
        this.effort = effort;
        TraceClauses clauses = new TraceClauses(tx);
        matches = DSL.and(filters.stream().map(clauses::of).toList());
        leads = LeadQuery.of(
                tx,
                experiments,
                filters.stream()
                        .flatMap(filter -> FilterCondition.required(filter).stream())
                        .toList());
    }

    /// The matching traces by time, and by their ids where that is the same.
    ///
    /// @param after where the page before ended
    List<TracePlace> byTime(boolean ascending, @Nullable TracePage after, int limit) {
        Condition rest = after == null ? DSL.noCondition() : behind(ascending, after);
        Condition where = SearchedExperimentStore.traces(experiments).and(rest);
        if (leads.isPresent() && experiments.size() <= LeadSource.MAX_EXPERIMENTS) {
            LeadWalk walk = new LeadWalk(leads.get(), ascending, after, effort.blocks());
            return led(walk, where, ascending, limit);
        }
        Optional<Table<?>> few = lead(MAX_LOOKUP);
        if (few.isPresent()) {
            return places(few, where, ascending, limit);
        }
        // One index gives the order of one experiment, so that each is asked for a page.
        List<TracePlace> found = new ArrayList<>();
        for (long experiment : experiments) {
            found.addAll(places(
                    Optional.empty(),
                    SearchedExperimentStore.traces(List.of(experiment)).and(rest),
                    ascending,
                    limit));
        }
        return first(found, ascending, limit);
    }

    /// What the leads have, slice by slice until all others come behind the page.
    private List<TracePlace> led(LeadWalk walk, Condition where, boolean ascending, int limit) {
        List<TracePlace> found = new ArrayList<>();
        List<Long> next = new ArrayList<>();
        int atOnce = effort.traces();
        for (TraceSlice slice : walk.slices()) {
            if (found.size() == limit && slice.isBehind(found.getLast().time(), ascending)) {
                break;
            }
            walk.in(slice).forEach(next::add);
            if (next.size() >= atOnce) {
                tx.checkPatience();
                found = nearest(found, next, where, ascending, limit);
                next.clear();
                atOnce = Math.min(2 * atOnce, MAX_LOOKUP);
            }
        }
        return next.isEmpty() ? found : nearest(found, next, where, ascending, limit);
    }

    /// The first of what was found and of what more is looked up.
    private List<TracePlace> nearest(
            List<TracePlace> found, List<Long> more, Condition where, boolean ascending, int limit) {
        List<TracePlace> others = places(Optional.of(table(more)), where, ascending, limit);
        return first(Stream.concat(found.stream(), others.stream()).toList(), ascending, limit);
    }

    private static List<TracePlace> first(List<TracePlace> found, boolean ascending, int limit) {
        return found.stream().sorted(TracePlace.byTime(ascending)).limit(limit).toList();
    }

    private List<TracePlace> places(Optional<Table<?>> lead, Condition where, boolean ascending, int limit) {
        return tx.query(
                DSL.select(TRACES.ID, TRACES.REQUEST_TIME, TRACES.TRACE_ID)
                        .from(tables(lead))
                        .where(where, leads(lead), matches)
                        .orderBy(order(ascending))
                        .limit(limit),
                row -> new TracePlace(row.getLong(1), row.getLong(2), row.getString(3)));
    }

    private static List<SortField<?>> order(boolean ascending) {
        return List.of(ascending ? TRACES.REQUEST_TIME.asc() : TRACES.REQUEST_TIME.desc(), TRACES.TRACE_ID.asc());
    }

    /// Said twice, since databases find the place in an index by a plain comparison only.
    private static Condition behind(boolean ascending, TracePage place) {
        Field<Long> time = TRACES.REQUEST_TIME;
        Condition later = ascending ? time.gt(place.time()) : time.lt(place.time());
        return (ascending ? time.ge(place.time()) : time.le(place.time()))
                .and(later.or(TRACES.TRACE_ID.gt(place.traceId())));
    }

    /// The numbers of the matching traces in any order.
    List<Long> sorted(List<Order> orders, long offset, int limit) {
        orders.forEach(order -> TraceClauses.requireSearchable(tx.contents(), order.field()));
        Optional<Table<?>> lead = lead(MAX_LED);
        TraceSort sort = new TraceSort(tables(lead), orders);
        return tx.query(
                DSL.select(TRACES.ID)
                        .from(sort.tables())
                        .where(SearchedExperimentStore.traces(experiments), leads(lead), matches)
                        .orderBy(sort.fields())
                        .limit(limit)
                        .offset(offset),
                row -> row.getLong(1));
    }

    /// How many traces match.
    int count() {
        Optional<Table<?>> lead = lead(MAX_LED);
        return tx.query(
                        DSL.selectCount()
                                .from(tables(lead))
                                .where(SearchedExperimentStore.traces(experiments), leads(lead), matches),
                        row -> row.getInt(1))
                .getFirst();
    }

    /// The matching traces, for queries of what belongs to them.
    Matching matching() {
        Optional<Table<?>> lead = lead(MAX_LED);
        return new Matching(tables(lead), DSL.and(SearchedExperimentStore.traces(experiments), leads(lead), matches));
    }

    /// Where traces are read from, and which of them.
    record Matching(Table<?> tables, Condition condition) {

        /// All traces of some experiments.
        static Matching allOf(List<Long> experiments) {
            return new Matching(TRACES, SearchedExperimentStore.traces(experiments));
        }
    }

    /// All that the leads have, if that is at most so many traces.
    private Optional<Table<?>> lead(int most) {
        return leads.flatMap(query -> query.atMost(most)).map(this::table);
    }

    /// A cross join, because that is the one that SQLite begins on the left.
    private static Table<?> tables(Optional<Table<?>> lead) {
        return lead.isPresent() ? lead.get().crossJoin(TRACES) : TRACES;
    }

    private static Condition leads(Optional<Table<?>> lead) {
        return lead.isPresent() ? TRACES.ID.eq(DSL.field("lead.value", Long.class)) : DSL.noCondition();
    }

    private Table<?> table(List<Long> traces) {
        return switch (tx.dialect()) {
            case SQLITE -> DSL.table("json_each({0}) as lead", DSL.val(traces.toString()));
            case POSTGRES ->
                DSL.table(
                        "unnest(cast({0} as bigint[])) as lead(value)",
                        DSL.val(traces.toString().replace('[', '{').replace(']', '}')));
        };
    }
}
