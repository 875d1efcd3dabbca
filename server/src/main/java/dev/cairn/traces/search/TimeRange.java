package dev.cairn.traces.search;

import dev.cairn.search.Filter;
import dev.cairn.search.Value;
import dev.cairn.traces.terms.TraceSlice;
import java.util.List;

/// The times between which traces must have begun, both included, in milliseconds.
record TimeRange(long from, long to) {
    private static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /// What clauses that must all hold leave; it may be more, but not less.
    static TimeRange of(List<Filter> required) {
        TimeRange range = ALL;
        for (Filter filter : required) {
            if (filter instanceof Filter.Compare compare
                    && compare.field().entity().equals("attributes")
                    && compare.field().key().equals("timestamp_ms")) {
                range = range.with(of(compare));
            }
        }
        return range;
    }

    private static TimeRange of(Filter.Compare compare) {
        return switch (compare.value()) {
            case Value.Whole(long number) -> of(compare, number, number);
            case Value.Real(double number) -> of(compare, (long) Math.floor(number), (long) Math.ceil(number));
            case Value.Text _ -> ALL;
        };
    }

    private static TimeRange of(Filter.Compare compare, long floor, long ceiling) {
        return switch (compare.comparator()) {
            case EQUAL -> new TimeRange(floor, ceiling);
            case LESS, LESS_OR_EQUAL -> new TimeRange(Long.MIN_VALUE, ceiling);
            case GREATER, GREATER_OR_EQUAL -> new TimeRange(floor, Long.MAX_VALUE);
            case NOT_EQUAL, LIKE, ILIKE, RLIKE -> ALL;
        };
    }

    private TimeRange with(TimeRange other) {
        return new TimeRange(Math.max(from, other.from), Math.min(to, other.to));
    }

    boolean overlaps(TraceSlice slice) {
        return slice.oldest() <= to && slice.newest() >= from;
    }
}
