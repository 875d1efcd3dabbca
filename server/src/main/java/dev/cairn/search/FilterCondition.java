package dev.cairn.search;

import dev.cairn.search.Filter.And;
import dev.cairn.search.Filter.Leaf;
import dev.cairn.search.Filter.Not;
import dev.cairn.search.Filter.Or;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// A whole filter as a condition, given what each of its clauses is.
public final class FilterCondition {
    private static final int FLAT = 8;

    private FilterCondition() {}

    public static Condition of(Filter filter, Function<Leaf, Condition> clause) {
        return switch (filter) {
            case And(List<Filter> all) -> joined(conditions(all, clause), "({0}) and ({1})", DSL::and);
            case Or(List<Filter> any) -> joined(conditions(any, clause), "({0}) or ({1})", DSL::or);
            // NOT would leave out the rows whose inner condition is neither true nor false.
            case Not(Filter inner) -> DSL.condition("({0}) is not true", of(inner, clause));
            case Leaf leaf -> clause.apply(leaf);
        };
    }

    private static List<Condition> conditions(List<Filter> filters, Function<Leaf, Condition> clause) {
        return filters.stream().map(it -> of(it, clause)).toList();
    }

    /// Joins long lists by halves, and not one after another: SQLite takes no expression deeper than 1,000.
    private static Condition joined(
            List<Condition> conditions, String halves, Function<List<Condition>, Condition> join) {
        if (conditions.size() <= FLAT) {
            return join.apply(conditions);
        }
        int half = conditions.size() / 2;
        return DSL.condition(
                halves,
                joined(conditions.subList(0, half), halves, join),
                joined(conditions.subList(half, conditions.size()), halves, join));
    }
}
