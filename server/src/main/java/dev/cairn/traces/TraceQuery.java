package dev.cairn.traces;

import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.db.Transaction;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The SQL of a search for traces.
///
/// Where a clause that must hold leads to few traces, these are looked at. Otherwise traces are met in the order of
/// time along its index, until the page is full: what is not rare fills it soon. If it is not full when many were met,
/// the rest is what the leads have, if it is not too long either: old or unusual things that many traces have.
final class TraceQuery {
    private final Transaction tx;
    private final List<Long> experiments;
    private final SearchEffort effort;
    private final Condition matches;
    private final LeadQuery leads;

    /// Leads by how many traces they may have.
    private final Map<Integer, Optional<Table<?>>> followed = new HashMap<>();

    /// @param experiments the experiments to search, of the caller's workspace
    /// @param filters     what must hold; clauses over spans of one filter must hold of the same span
    TraceQuery(Transaction tx, List<Long> experiments, List<Filter> filters, SearchEffort effort) {
        this.tx = tx;
        this.experiments = experiments;
        this.effort = effort;
        TraceClauses clauses = new TraceClauses(tx.dialect());
        matches = DSL.and(filters.stream().map(clauses::of).toList());
        leads = new LeadQuery(
                tx,
                filters.stream()
                        .flatMap(filter -> FilterCondition.required(filter).stream())
                        .toList());
    }

    /// The matching traces by time, and by their ids where that is the same.
    ///
    /// @param after where the page before ended
    List<TracePlace> byTime(boolean ascending, @Nullable TracePage after, int limit) {
        Condition rest = after == null ? DSL.noCondition() : behind(ascending, after);
        Optional<Table<?>> few = lead(effort.few());
        if (few.isPresent()) {
            return places(few, TraceStore.of(experiments).and(rest), ascending, limit);
        }
        // One index gives the order of one experiment, so that each is asked for a page.
        List<TracePlace> found = new ArrayList<>();
        for (long experiment : experiments) {
            found.addAll(met(TraceStore.of(List.of(experiment)).and(rest), ascending, limit));
        }
        Comparator<TracePlace> byTime = Comparator.comparingLong(TracePlace::time);
        found.sort((ascending ? byTime : byTime.reversed()).thenComparing(TracePlace::traceId));
        return found.subList(0, Math.min(limit, found.size()));
    }

    /// What is met along the index, and if that does not fill the page soon, what the leads have.
    private List<TracePlace> met(Condition where, boolean ascending, int limit) {
        Optional<Long> horizon = leads.isEmpty() ? Optional.empty() : horizon(where, ascending);
        if (horizon.isPresent()) {
            Condition near = ascending ? TRACES.REQUEST_TIME.le(horizon.get()) : TRACES.REQUEST_TIME.ge(horizon.get());
            List<TracePlace> found = places(Optional.empty(), where.and(near), ascending, limit);
            if (found.size() == limit) {
                return found;
            }
        }
        return places(horizon.isPresent() ? lead(effort.many()) : Optional.empty(), where, ascending, limit);
    }

    /// The time at which so many traces were met as are near, if there are more.
    private Optional<Long> horizon(Condition where, boolean ascending) {
        return tx.sql()
                .select(TRACES.REQUEST_TIME)
                .from(TRACES)
                .where(where)
                .orderBy(order(ascending))
                .limit(1)
                .offset(effort.near())
                .fetchOptional(TRACES.REQUEST_TIME);
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
        Optional<Table<?>> lead = lead(effort.many());
        TraceSort sort = new TraceSort(tables(lead), orders);
        return tx.sql()
                .select(TRACES.ID)
                .from(sort.tables())
                .where(TraceStore.of(experiments), leads(lead), matches)
                .orderBy(sort.fields())
                .limit(limit)
                .offset(offset)
                .fetch(TRACES.ID);
    }

    /// How many traces match.
    int count() {
        Optional<Table<?>> lead = lead(effort.many());
        return tx.sql()
                .selectCount()
                .from(tables(lead))
                .where(TraceStore.of(experiments), leads(lead), matches)
                .fetchSingle()
                .value1();
    }

    /// A cross join, because that is the one that SQLite begins on the left.
    private static Table<?> tables(Optional<Table<?>> lead) {
        return lead.isPresent() ? lead.get().crossJoin(TRACES) : TRACES;
    }

    private static Condition leads(Optional<Table<?>> lead) {
        return lead.isPresent() ? TRACES.ID.eq(DSL.field("lead.value", Long.class)) : DSL.noCondition();
    }

    /// What the leads have in common, if it is at most so many traces; they are followed once.
    private Optional<Table<?>> lead(int most) {
        return followed.computeIfAbsent(most, limit -> leads.atMost(limit).map(this::table));
    }

    private Table<?> table(long[] traces) {
        String list = Arrays.toString(traces);
        return switch (tx.dialect()) {
            case SQLITE -> DSL.table("json_each({0}) as lead", DSL.val(list));
            case POSTGRES ->
                DSL.table(
                        "unnest(cast({0} as bigint[])) as lead(value)",
                        DSL.val(list.replace('[', '{').replace(']', '}')));
        };
    }
}
