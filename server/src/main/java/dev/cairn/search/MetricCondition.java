package dev.cairn.search;

import dev.cairn.search.Filter.Compare;
import dev.cairn.search.Filter.Leaf;
import org.jooq.Condition;
import org.jooq.Field;

/// Clauses over the values of a metric, which may be NaN: that satisfies `!=` alone.
public final class MetricCondition {
    private MetricCondition() {}

    /// What a clause means.
    ///
    /// @param isNan 1 where the value is NaN, whatever stands in its own column then
    public static Condition of(Field<Double> value, Field<Integer> isNan, Leaf leaf) {
        Condition number = NumberCondition.of(value, leaf);
        return isUnequal(leaf) ? isNan.eq(1).or(number) : isNan.eq(0).and(number);
    }

    /// Whether a clause asks for all values but one.
    public static boolean isUnequal(Leaf leaf) {
        return leaf instanceof Compare compare && compare.comparator() == Comparator.NOT_EQUAL;
    }
}
