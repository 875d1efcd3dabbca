package dev.cairn.traces;

import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.db.Transaction;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The SQL of a search for traces.
///
/// Where a clause that must hold leads to few traces, these are looked at. Otherwise all are, in the order of time
/// along its index, until the page is full: what is not rare fills it soon.
final class TraceQuery {
    /// Traces that are rather looked up one by one and sorted than met on the way along all.
    private static final int FEW = 5_000;

    /// Leads that are counted, each by a look into an index.
    private static final int MAX_LEADS = 16;

    private final Transaction tx;
    private final List<Long> experiments;
    private final Condition matches;
    private final @Nullable Table<?> lead;

    /// @param experiments the experiments to search, of the caller's workspace
    /// @param filters     what must hold; clauses over spans of one filter must hold of the same span
    TraceQuery(Transaction tx, List<Long> experiments, List<Filter> filters) {
        this.tx = tx;
        this.experiments = experiments;
        TraceClauses clauses = new TraceClauses(tx.dialect());
        matches = DSL.and(filters.stream().map(clauses::of).toList());
        lead = lead(filters).orElse(null);
    }

    /// The matching traces by time, and by their ids where that is the same.
    ///
    /// @param after where the page before ended
    List<TracePlace> byTime(boolean ascending, @Nullable TracePage after, int limit) {
        Condition rest = after == null ? DSL.noCondition() : behind(ascending, after);
        if (lead != null || experiments.size() <= 1) {
            return places(TRACES.EXPERIMENT_ID.in(experiments).and(rest), ascending, limit);
        }
        // One index gives the order of one experiment, so that each is asked for a page.
        List<TracePlace> found = new ArrayList<>();
        for (long experiment : experiments) {
            found.addAll(places(TRACES.EXPERIMENT_ID.eq(experiment).and(rest), ascending, limit));
        }
        Comparator<TracePlace> byTime = Comparator.comparingLong(TracePlace::time);
        found.sort((ascending ? byTime : byTime.reversed()).thenComparing(TracePlace::traceId));
        return found.subList(0, Math.min(limit, found.size()));
    }

    private List<TracePlace> places(Condition where, boolean ascending, int limit) {
        return tx.sql()
                .select(TRACES.ID, TRACES.REQUEST_TIME, TRACES.TRACE_ID)
                .from(tables())
                .where(where, leads(), matches)
                .orderBy(ascending ? TRACES.REQUEST_TIME.asc() : TRACES.REQUEST_TIME.desc(), TRACES.TRACE_ID.asc())
                .limit(limit)
                .fetch(row -> new TracePlace(row.value1(), row.value2(), row.value3()));
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
        TraceSort sort = new TraceSort(tables(), orders);
        return tx.sql()
                .select(TRACES.ID)
                .from(sort.tables())
                .where(TRACES.EXPERIMENT_ID.in(experiments), leads(), matches)
                .orderBy(sort.fields())
                .limit(limit)
                .offset(offset)
                .fetch(TRACES.ID);
    }

    /// How many traces match.
    int count() {
        return tx.sql()
                .selectCount()
                .from(tables())
                .where(TRACES.EXPERIMENT_ID.in(experiments), leads(), matches)
                .fetchSingle()
                .value1();
    }

    /// A cross join, because that is the one that SQLite begins on the left.
    private Table<?> tables() {
        return lead == null ? TRACES : lead.crossJoin(TRACES);
    }

    private Condition leads() {
        return lead == null ? DSL.noCondition() : TRACES.ID.eq(Objects.requireNonNull(lead.field(0, Long.class)));
    }

    /// The shortest of the filters' leads, if it is short.
    private Optional<Table<?>> lead(List<Filter> filters) {
        Select<Record1<Long>> shortest = null;
        int length = FEW + 1;
        List<Select<Record1<Long>>> leads = LeadSource.of(filters.stream()
                .flatMap(filter -> FilterCondition.required(filter).stream())
                .toList());
        for (Select<Record1<Long>> each : leads.subList(0, Math.min(leads.size(), MAX_LEADS))) {
            int count = count(each, length);
            if (count < length) {
                length = count;
                shortest = each;
            }
        }
        return Optional.ofNullable(shortest).map(select -> {
            Table<Record1<Long>> traces = select.asTable("found", "id");
            return DSL.selectDistinct(traces.field(0)).from(traces).asTable("lead");
        });
    }

    /// How many traces a lead has, counted up to a limit.
    private int count(Select<? extends Record> traces, int limit) {
        return tx.sql().fetchCount(DSL.selectOne().from(traces.asTable("found")).limit(limit));
    }
}
