package dev.cairn.scoring.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Transformers of others, of tables that are made here.
class RoutingTest {
    private static final Step SAME = new Routing.Chain(List.of());

    @Test
    void columnsAreTakenByTheirNamesInAnyOrder() {
        Numbers moved = new Numbers(new double[] {1, 2, 3, 4}, 1, 4, List.of("b", "x", "a", "b"));
        assertThat(split().apply(moved, new TimeLimit()).numbers().values).containsExactly(1, 3);
        Numbers fitted = new Numbers(new double[] {1, 2}, 1, 2, List.of("a", "b"));
        assertThat(split().apply(fitted, new TimeLimit()).numbers().values).containsExactly(2, 1);
    }

    @Test
    void columnsThatAreMissingAreNamed() {
        Numbers other = new Numbers(new double[] {1, 2}, 1, 2, List.of("a", "x"));
        assertThatThrownBy(() -> split().apply(other, new TimeLimit()))
                .isInstanceOf(RefusedRowsException.class)
                .hasMessage("columns are missing: {'b'}");
    }

    @Test
    void aColumnIsNotTakenMoreOftenThanAnAnswerHasRoom() {
        Numbers rows = new Numbers(new double[1000], 1000, 1);
        assertThatThrownBy(() -> rows.select(Collections.nCopies(3_000_000, 0)))
                .isInstanceOf(RefusedRowsException.class)
                .hasMessageContaining("smaller requests");
    }

    @Test
    void branchesAfterThoseThatHaveNoRoomAreNotApplied() {
        Step neverAsked = new Derivation.Function(each -> {
            throw new IllegalStateException("This branch has no room.");
        });
        List<Routing.Branch> branches =
                new ArrayList<>(Collections.nCopies(10_001, new Routing.Branch(SAME, List.of(0), 1)));
        branches.add(new Routing.Branch(neverAsked, List.of(0), 1));
        Numbers rows = new Numbers(new double[1000], 1000, 1);
        assertThatThrownBy(() -> new Routing.Union(branches).apply(rows, new TimeLimit()))
                .isInstanceOf(RefusedRowsException.class)
                .hasMessageContaining("smaller requests");
    }

    /// Of the columns `a` and `b`, the second and the first.
    private static Step split() {
        Inputs inputs = new Inputs("ColumnTransformer", 2, List.of("a", "b"), Inputs.Takes.FINITE, false);
        return new Routing.Split(
                inputs,
                List.of(new Routing.Branch(SAME, List.of(1), 1), new Routing.Branch(SAME, List.of(0), 1)),
                true);
    }
}
