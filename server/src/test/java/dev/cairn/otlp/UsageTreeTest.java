package dev.cairn.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageTreeTest {
    private static UsageTree.Node node(long id, long parent, @Nullable Long tokens) {
        return new UsageTree.Node(
                id,
                parent,
                tokens == null ? TokenCounts.NONE : new TokenCounts(tokens, null, null, null, null),
                tokens == null ? Costs.NONE : new Costs(tokens / 10.0, null, null));
    }

    private static @Nullable Long input(UsageTree.Node... nodes) {
        return new UsageTree(List.of(nodes)).tokens().input();
    }

    @Test
    void whatAParentCountedIsNotCountedAgain() {
        assertThat(input(node(1, 0, 10L), node(2, 1, 4L), node(3, 2, 6L))).isEqualTo(10);
        assertThat(input(node(1, 0, null), node(2, 1, 4L), node(3, 2, 3L), node(4, 1, 6L)))
                .isEqualTo(10);
        assertThat(input(node(1, 0, 10L), node(2, 1, null), node(3, 2, 7L))).isEqualTo(10);
    }

    @Test
    void aSpanWhoseParentIsNotThereIsARoot() {
        assertThat(input(node(2, 77, 4L), node(3, 78, 6L))).isEqualTo(10);
    }

    @Test
    void circlesAreCountedOnce() {
        assertThat(input(node(1, 2, 4L), node(2, 1, 6L))).isEqualTo(4);
        assertThat(input(node(1, 1, 4L))).isEqualTo(4);
    }

    @Test
    void nothingIsKnownOfSpansThatSayNothing() {
        assertThat(new UsageTree(List.of(node(1, 0, null))).tokens()).isEqualTo(TokenCounts.NONE);
        assertThat(new UsageTree(List.of()).costs()).isEqualTo(Costs.NONE);
    }

    @Test
    void aSumHasItsThreeCountsAndCosts() {
        UsageTree tree = new UsageTree(List.of(node(1, 0, 3L), node(2, 0, 4L)));
        assertThat(tree.tokens()).isEqualTo(new TokenCounts(7L, 0L, 0L, null, null));
        assertThat(tree.costs().json()).isEqualTo("{\"input_cost\":0.7,\"output_cost\":0.0,\"total_cost\":0.0}");
    }

    @Test
    void aChainOfAnyLengthIsWalked() {
        List<UsageTree.Node> chain = new ArrayList<>();
        for (long i = 1; i <= 100_000; i++) {
            chain.add(node(i, i - 1, i == 100_000 ? Long.valueOf(5) : null));
        }
        assertThat(new UsageTree(chain).tokens().input()).isEqualTo(5);
    }
}
