package dev.cairn.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointsTest {

    @Test
    void aHistoryIsSortedByTimeThenStepThenValue() {
        Points points = points(new double[][] {{2, 1, 5}, {1, 2, 5}, {1, 1, 7}, {1, 1, 6}, {3, 0, 9}});
        assertThat(shown(points.byTime())).isEqualTo("3@0=9.0 1@1=6.0 1@1=7.0 2@1=5.0 1@2=5.0");
    }

    @Test
    void aChartIsSortedByStepThenTimeThenValue() {
        Points points = points(new double[][] {{2, 1, 5}, {1, 2, 5}, {1, 1, 7}, {1, 1, 6}, {-3, 9, 9}});
        assertThat(shown(points.byStep())).isEqualTo("-3@9=9.0 1@1=6.0 1@1=7.0 1@2=5.0 2@1=5.0");
    }

    @Test
    void aPointThatCameTwiceIsThereOnce() {
        Points points = points(new double[][] {{1, 1, 5}, {1, 1, 5}, {0, 1, 5}, {1, 1, 5}});
        assertThat(shown(points.byTime())).isEqualTo("0@1=5.0 1@1=5.0");
        assertThat(shown(points.byStep())).isEqualTo("0@1=5.0 1@1=5.0");
    }

    @Test
    void notANumberStandsRightAfterZeroAndCountsAsOnePoint() {
        double nan = Double.NaN;
        Points points = points(new double[][] {{1, 1, nan}, {1, 1, 1}, {1, 1, 0}, {1, 1, -1}, {1, 1, nan}});
        assertThat(shown(points.byTime())).isEqualTo("1@1=-1.0 1@1=0.0 1@1=NaN 1@1=1.0");
    }

    @Test
    void zeroAndMinusZeroAreOnePoint() {
        assertThat(points(new double[][] {{1, 1, -0.0}, {1, 1, 0.0}}).byTime().size())
                .isEqualTo(1);
    }

    private static Points points(double[][] rows) {
        Points points = new Points();
        for (double[] row : rows) {
            points.add((long) row[0], (long) row[1], row[2]);
        }
        return points;
    }

    private static String shown(Points points) {
        return String.join(
                " ",
                IntStream.range(0, points.size())
                        .mapToObj(i -> "%d@%d=%s".formatted(points.step(i), points.timestamp(i), points.value(i)))
                        .toList());
    }
}
