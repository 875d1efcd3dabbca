package dev.cairn.scoring.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.limits.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forests against their trees, each walked by one row after the other as its nodes say.
class ForestTest {
    private static final int FEATURES = 4;
    private static final int[] SEEDS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final double[] HARD = {
        0.0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final CategorySets.Builder categories = new CategorySets.Builder(-1);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 64, 65, 500})
    void hardNumbersGoWhereTheNodesSay(int rows) {
        for (int seed : SEEDS) {
            Random random = new Random(seed);
            assertSums(random, rows, of(random, false, false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 64, 65, 500})
    void soTheyDoWhereThresholdsAreInfinite(int rows) {
        for (int seed : SEEDS) {
            Random random = new Random(seed);
            assertSums(random, rows, of(random, true, false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 65, 500})
    void andWhereNodesAskForCategories(int rows) {
        for (int seed : SEEDS) {
            Random random = new Random(seed);
            assertSums(random, rows, of(random, true, true));
        }
    }

    private List<Grown> of(Random random, boolean isAny, boolean hasCategories) {
        if (hasCategories) {
            categories.add(new int[] {0, 1});
        }
        List<Grown> trees = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            trees.add(new Grown(random, random.nextInt(40), isAny, hasCategories));
        }
        return trees;
    }

    private void assertSums(Random random, int count, List<Grown> trees) {
        ForestBuilder builder = new ForestBuilder(FEATURES, 1, categories);
        trees.forEach(tree -> builder.add(tree, 0));
        double[] rows = random.doubles((long) count * FEATURES)
                .map(chance -> HARD[(int) (chance * HARD.length)])
                .toArray();
        double[] sums = new double[count];
        builder.build(Leaves.Exact::new).addTo(new Batch(rows, FEATURES, sums, 1), count, new TimeLimit());
        double[] expected = new double[count];
        CategorySets sets = categories.build();
        for (int row = 0; row < count; row++) {
            for (Grown tree : trees) {
                expected[row] += tree.walk(rows, row * FEATURES, sets);
            }
        }
        assertThat(sums).containsExactly(expected);
    }

    /// A tree that grew by chance, some of its branches long.
    private static final class Grown implements TreeSource {
        private final List<int[]> splits = new ArrayList<>();
        private final List<Double> thresholds = new ArrayList<>();

        Grown(Random random, int splitting, boolean isAny, boolean hasCategories) {
            leaf();
            int latest = 0;
            for (int i = 0; i < splitting; i++) {
                int node = random.nextInt(3) > 0 ? latest : random.nextInt(splits.size());
                if (!isLeaf(node)) {
                    continue;
                }
                boolean isCategorical = hasCategories && random.nextBoolean();
                int flags = (random.nextBoolean() ? Forest.MISSING_SECOND : 0)
                        | (isCategorical ? Forest.CATEGORICAL : random.nextInt(3) == 0 ? Forest.ZERO_MISSING : 0);
                latest = splits.size();
                splits.set(node, new int[] {latest, random.nextInt(FEATURES), flags});
                thresholds.set(node, isCategorical ? 0 : threshold(random, isAny));
                leaf();
                leaf();
            }
        }

        private static double threshold(Random random, boolean isAny) {
            double some = HARD[random.nextInt(HARD.length)];
            return Double.isNaN(some) || (!isAny && Double.isInfinite(some)) ? random.nextGaussian() : some;
        }

        private void leaf() {
            splits.add(new int[0]);
            thresholds.add(0.0);
        }

        double walk(double[] rows, int at, CategorySets sets) {
            int node = 0;
            while (!isLeaf(node)) {
                node = child(node, isFirst(node, rows[at + feature(node)], sets) ? 0 : 1);
            }
            return leafValue(node, 0);
        }

        private boolean isFirst(int node, double value, CategorySets sets) {
            boolean isZero = (flags(node) & Forest.ZERO_MISSING) != 0 && value == 0;
            if (Double.isNaN(value) || isZero) {
                return (flags(node) & Forest.MISSING_SECOND) == 0;
            }
            return (flags(node) & Forest.CATEGORICAL) != 0
                    ? sets.contains((int) threshold(node), value)
                    : value <= threshold(node);
        }

        @Override
        public int nodes() {
            return splits.size();
        }

        @Override
        public boolean isLeaf(int node) {
            return splits.get(node).length == 0;
        }

        @Override
        public int child(int node, int side) {
            return splits.get(node)[0] + side;
        }

        @Override
        public int feature(int node) {
            return splits.get(node)[1];
        }

        @Override
        public int flags(int node) {
            return splits.get(node)[2];
        }

        @Override
        public double threshold(int node) {
            return thresholds.get(node);
        }

        @Override
        public double leafValue(int node, int i) {
            return node;
        }
    }
}
