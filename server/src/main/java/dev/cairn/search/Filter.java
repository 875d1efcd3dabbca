package dev.cairn.search;

import java.util.List;

/// A checked filter: every field exists in its grammar, every comparator suits its field and every value its type.
public sealed interface Filter {

    /// Two or more filters that all hold.
    record And(List<Filter> all) implements Filter {
        public And {
            all = List.copyOf(all);
        }
    }

    /// Two or more filters of which at least one holds.
    record Or(List<Filter> any) implements Filter {
        public Or {
            any = List.copyOf(any);
        }
    }

    /// Holds exactly where the inner filter does not, so also where its field is absent.
    record Not(Filter inner) implements Filter {}

    /// One clause. A comparison with an absent field is false, whatever its comparator.
    sealed interface Leaf extends Filter {
        Field field();
    }

    record Compare(Field field, Comparator comparator, Value value) implements Leaf {}

    /// `IN`, or `NOT IN` when negated; at least one value.
    record In(Field field, boolean negated, List<String> values) implements Leaf {
        public In {
            values = List.copyOf(values);
        }
    }

    /// `IS NULL`, or `IS NOT NULL` when negated.
    record Null(Field field, boolean negated) implements Leaf {}
}
