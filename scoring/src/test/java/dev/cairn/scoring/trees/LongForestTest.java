package dev.cairn.scoring.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.limits.OverdueException;
import dev.cairn.scoring.limits.TimeLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forests whose walks could go on for longer than anybody waits.
class LongForestTest {
    private final TimeLimit none = new TimeLimit(Duration.ZERO);
    private final ForestBuilder builder = new ForestBuilder(1, 1, new CategorySets.Builder(0));

    @Test
    void aTreeOfAsManyLevelsAsNobodyGrowsIsRefused() {
        builder.add(new Chain(ForestBuilder.MAX_LEVELS - 1), 0);
        assertThatThrownBy(() -> builder.add(new Chain(ForestBuilder.MAX_LEVELS), 0))
                .isInstanceOf(BoosterFormatException.class)
                .hasMessage("has more than 10,000 levels in its tree 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 100_000})
    void rowsStopOnAllProcessorsWhenTheTimeIsOver(int rows) {
        Forest forest = forest(10);
        assertThatThrownBy(() -> forest.addTo(batch(rows), rows, none)).isInstanceOf(OverdueException.class);
    }

    @Test
    void soDoesABlockOfRowsBetweenItsTrees() {
        Forest forest = forest(65);
        assertThatThrownBy(() -> forest.addTo(batch(64), 64, none)).isInstanceOf(OverdueException.class);
    }

    @Test
    void soDoesARowOfVeryManyTrees() {
        Forest forest = forest(10_000);
        assertThatThrownBy(() -> forest.addTo(batch(1), 1, none)).isInstanceOf(OverdueException.class);
    }

    @Test
    void aRowOfManyTreesDoesNotAskForTheTime() {
        Batch row = batch(1);
        forest(4_000).addTo(row, 1, none);
        assertThat(row.sums).containsExactly(4_000 * 6);
    }

    private Forest forest(int trees) {
        for (int i = 0; i < trees; i++) {
            builder.add(new Chain(3), 0);
        }
        return builder.build(Leaves.Exact::new);
    }

    private static Batch batch(int rows) {
        return new Batch(new double[rows], 1, new double[rows], 1);
    }

    /// A tree of one branch, at whose end all rows of zeros arrive: `splits` levels and one of leaves. A split has an
    /// even number, and what is not below it the odd one before.
    private record Chain(int splits) implements TreeSource {
        @Override
        public int nodes() {
            return 2 * splits + 1;
        }

        @Override
        public boolean isLeaf(int node) {
            return node % 2 == 1 || node == 2 * splits;
        }

        @Override
        public int child(int node, int side) {
            return node + 2 - side;
        }

        @Override
        public int feature(int node) {
            return 0;
        }

        @Override
        public int flags(int node) {
            return 0;
        }

        @Override
        public double threshold(int node) {
            return 1;
        }

        @Override
        public double leafValue(int node, int i) {
            return node;
        }
    }
}
