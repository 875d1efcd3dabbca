package dev.cairn.scoring.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.limits.OverdueException;
import dev.cairn.scoring.limits.TimeLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Trees whose walks could go on for longer than anybody waits.
class TreeScoresTest {
    private static final Numbers ROW = new Numbers(new double[1], 1, 1);

    private final TreeScores.Builder builder = new TreeScores.Builder(1, 1);

    @Test
    void aTreeOfAsManyLevelsAsNobodyGrowsIsLeftToPython() {
        builder.add(chain(10_000));
        assertThatThrownBy(() -> builder.add(chain(10_001)))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessage("has a tree of more than 10,000 levels");
    }

    @Test
    void rowsStopWhenTheTimeIsOver() {
        builder.add(chain(3));
        Numbers rows = new Numbers(new double[200], 200, 1);
        assertThatThrownBy(() -> scores().of(rows, new TimeLimit(Duration.ZERO)))
                .isInstanceOf(OverdueException.class);
    }

    @Test
    void aRowOfManyTreesDoesNotAskForTheTime() {
        for (int i = 0; i < 1_000; i++) {
            builder.add(chain(3));
        }
        assertThat(scores().of(ROW, new TimeLimit(Duration.ZERO)).values).containsExactly(4 * 1_000);
    }

    private TreeScores scores() {
        return builder.sum(Numbers.row(0), 1);
    }

    /// A tree of one branch, at whose end all rows of zeros arrive: `splits` levels, one of a leaf, and another leaf,
    /// which is where all other rows go.
    private static TreeScores.Tree chain(int splits) {
        int nodes = splits + 2;
        double[] left = new double[nodes];
        double[] right = new double[nodes];
        double[] thresholds = new double[nodes];
        double[] values = new double[nodes];
        for (int i = 0; i < nodes; i++) {
            boolean leaf = i >= splits;
            left[i] = leaf ? -1 : i + 1;
            right[i] = leaf ? -1 : nodes - 1;
            thresholds[i] = 1;
            values[i] = leaf ? i + 1 : 0;
        }
        return new TreeScores.Tree(
                Numbers.row(left),
                Numbers.row(right),
                Numbers.row(new double[nodes]),
                Numbers.row(thresholds),
                Numbers.row(new double[nodes]),
                Numbers.row(),
                Numbers.row(values),
                0);
    }
}
