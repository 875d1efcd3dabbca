package dev.cairn.search;

import dev.cairn.search.Filter.And;
import dev.cairn.search.Filter.Leaf;
import dev.cairn.search.Filter.Not;
import dev.cairn.search.Filter.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// A whole filter as a condition, given what each of its clauses is.
public final class FilterCondition {
    private static final int FLAT = 8;

    private final Function<Leaf, Condition> clause;
    private final Predicate<Leaf> joint;
    private final Function<List<Leaf>, Condition> together;

    private FilterCondition(
            Function<Leaf, Condition> clause, Predicate<Leaf> joint, Function<List<Leaf>, Condition> together) {
        this.clause = clause;
        this.joint = joint;
        this.together = together;
    }

    public static Condition of(Filter filter, Function<Leaf, Condition> clause) {
        return of(filter, clause, leaf -> false, joint -> DSL.noCondition());
    }

    /// As above, where some clauses say something together: those among the clauses of one `AND` that are joint.
    ///
    /// @param together what one or more joint clauses are
    public static Condition of(
            Filter filter,
            Function<Leaf, Condition> clause,
            Predicate<Leaf> joint,
            Function<List<Leaf>, Condition> together) {
        return new FilterCondition(clause, joint, together).of(filter);
    }

    /// The filters that must all hold for a filter to hold.
    public static List<Filter> required(Filter filter) {
        return flat(filter).toList();
    }

    private static Stream<Filter> flat(Filter filter) {
        return filter instanceof And(List<Filter> all)
                ? all.stream().flatMap(FilterCondition::flat)
                : Stream.of(filter);
    }

    private Condition of(Filter filter) {
        return switch (filter) {
            case And and -> all(required(and));
            case Or(List<Filter> any) -> joined(any.stream().map(this::of).toList(), "({0}) or ({1})", DSL::or);
            // NOT would leave out the rows whose inner condition is neither true nor false.
            case Not(Filter inner) -> DSL.condition("({0}) is not true", of(inner));
            case Leaf leaf -> joint.test(leaf) ? together.apply(List.of(leaf)) : clause.apply(leaf);
        };
    }

    private Condition all(List<Filter> filters) {
        List<Leaf> jointly = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (Filter filter : filters) {
            if (filter instanceof Leaf leaf && joint.test(leaf)) {
                jointly.add(leaf);
            } else {
                conditions.add(of(filter));
            }
        }
        if (!jointly.isEmpty()) {
            conditions.add(together.apply(jointly));
        }
        return joined(conditions, "({0}) and ({1})", DSL::and);
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
