package dev.cairn.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.series.Buckets.Window;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Window ALL = new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

    @Test
    void fewPointsAreAllDrawn() {
        Points points = points(3, 1, 4, 1, 5);
        Buckets buckets = new Buckets(steps(points), points, ALL, 10);

        assertThat(buckets.drawn()).containsExactly(0, 1, 2, 3, 4);
        assertThat(buckets.isReduced()).isFalse();
        assertThat(buckets.inside()).isEqualTo(5);
    }

    @Test
    void aSinglePointIsDrawn() {
        Points points = points(7);
        assertThat(new Buckets(steps(points), points, ALL, 2).drawn()).containsExactly(0);
    }

    @Test
    void nothingIsDrawnOfNothing() {
        Buckets buckets = new Buckets(new double[0], new Points(), ALL, 2);
        assertThat(buckets.drawn()).isEmpty();
        assertThat(buckets.inside()).isZero();
    }

    @Test
    void noOutlierIsLostWhereverItIs() {
        for (int place = 0; place < 1_000; place += 37) {
            double[] values = new double[1_000];
            values[place] = 1e9;
            values[(place + 500) % 1_000] = -1e9;
            Points points = points(values);
            assertThat(new Buckets(steps(points), points, ALL, 10).drawn()).contains(place, (place + 500) % 1_000);
        }
    }

    @Test
    void theEndsOfTheSeriesAreDrawnAndOrderIsThatOfX() {
        Random chance = new Random(5);
        Points points = points(chance.doubles(10_000).toArray());
        int[] drawn = new Buckets(steps(points), points, ALL, 100).drawn();

        assertThat(drawn).startsWith(0).endsWith(9_999).isSorted().doesNotHaveDuplicates();
        assertThat(drawn.length).isBetween(100, 404);
    }

    @Test
    void pointsInAnyOrderAreDrawnAsThoseInOrder() {
        Random chance = new Random(6);
        double[] values = chance.doubles(2_000).toArray();
        Points ordered = points(values);
        Points shuffled = new Points();
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(a * 7_919 % 2_000, b * 7_919 % 2_000))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int place : order) {
            shuffled.add(place, place, values[place]);
        }
        int[] expected = new Buckets(steps(ordered), ordered, ALL, 50).drawn();
        int[] found = new Buckets(steps(shuffled), shuffled, ALL, 50).drawn();

        assertThat(Arrays.stream(found).map(place -> order[place])).containsExactly(box(expected));
    }

    @Test
    void aWindowHoldsBothEndsAndShowsEveryPointOnceItIsNarrow() {
        Points points = points(new Random(7).doubles(10_000).toArray());
        Buckets narrow = new Buckets(steps(points), points, new Window(100, 150, false), 64);

        assertThat(narrow.inside()).isEqualTo(51);
        assertThat(narrow.drawn())
                .containsExactly(IntStream.rangeClosed(100, 150).toArray());
    }

    @Test
    void whatIsNotFiniteIsInNoLineButTold() {
        Points points = points(1, Double.NaN, Double.MAX_VALUE, -Double.MAX_VALUE, 2);
        Buckets buckets = new Buckets(steps(points), points, ALL, 10);

        assertThat(buckets.drawn()).containsExactly(0, 4);
        assertThat(buckets.nan()).containsExactly(1);
        assertThat(buckets.above()).containsExactly(2);
        assertThat(buckets.below()).containsExactly(3);
        assertThat(buckets.inside()).isEqualTo(5);
    }

    @Test
    void hugeStepsAreDrawn() {
        Points points = new Points();
        points.add(Long.MIN_VALUE, 0, 1);
        points.add(0, 0, 2);
        points.add(Long.MAX_VALUE, 0, 3);
        assertThat(new Buckets(steps(points), points, ALL, 100).drawn()).containsExactly(0, 1, 2);
    }

    @Test
    void anyDoublesAreDrawn() {
        double[] xs = {-1.7e308, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1, 1.7e308};
        Points points = points(new double[xs.length]);
        int[] drawn = new Buckets(xs, points, ALL, 10).drawn();
        assertThat(drawn).startsWith(0).endsWith(6);

        double[] tiny = {Double.MIN_VALUE, 2 * Double.MIN_VALUE, 3 * Double.MIN_VALUE};
        assertThat(new Buckets(tiny, points(1, 2, 3), ALL, 10).drawn())
                .startsWith(0)
                .endsWith(2);
    }

    @Test
    void whatHasNoPlaceOnTheAxisIsLeftOut() {
        double[] xs = {Double.NaN, 1, Double.POSITIVE_INFINITY, 2, Double.MAX_VALUE};
        assertThat(new Buckets(xs, points(1, 2, 3, 4, 5), ALL, 10).drawn()).containsExactly(1, 3);
    }

    @Test
    void aLogarithmicAxisHasAsManyPointsInEachDecade() {
        Points points = points(new Random(8).doubles(100_000).toArray());
        int[] drawn = new Buckets(
                        steps(points),
                        points,
                        new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true),
                        100)
                .drawn();

        assertThat(drawn).startsWith(1).endsWith(99_999);
        assertThat(IntStream.of(drawn).filter(place -> place < 10)).hasSize(9);
        assertThat(IntStream.of(drawn).filter(place -> place < 1_000).count()).isGreaterThan(50);
    }

    @Test
    void theMeansOfBucketsCountEveryPoint() {
        double[] values = new Random(9).doubles(1_000).toArray();
        Points points = points(values);
        Buckets buckets = new Buckets(steps(points), points, ALL, 10);
        double sum = 0;
        for (int i = 0; i < buckets.means().length; i++) {
            sum += buckets.means()[i] * buckets.counts()[i];
        }

        assertThat(buckets.isReduced()).isTrue();
        assertThat(buckets.lasts()).hasSameSizeAs(buckets.means());
        assertThat(sum).isCloseTo(Arrays.stream(values).sum(), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aMeanOfGreatValuesIsFinite() {
        Points points = new Points();
        points.add(1, 0, 1.5e308);
        points.add(1, 1, 1.7e308);
        assertThat(new Buckets(steps(points), points, ALL, 10).means()).containsExactly(1.6e308);
    }

    @Test
    void aSeriesThatGrowsKeepsItsBuckets() {
        double[] values = new Random(10).doubles(1_000).toArray();
        Points now = points(Arrays.copyOf(values, 900));
        Points later = points(values);
        int[] before = new Buckets(steps(now), now, ALL, 10).drawn();
        int[] after = new Buckets(steps(later), later, ALL, 10).drawn();

        assertThat(IntStream.of(after).filter(place -> place < 512))
                .containsExactly(
                        box(IntStream.of(before).filter(place -> place < 512).toArray()));
    }

    private static Integer[] box(int[] places) {
        return Arrays.stream(places).boxed().toArray(Integer[]::new);
    }

    private static Points points(double... values) {
        Points points = new Points();
        for (int i = 0; i < values.length; i++) {
            points.add(i, i, values[i]);
        }
        return points;
    }

    private static double[] steps(Points points) {
        return IntStream.range(0, points.size()).mapToDouble(points::step).toArray();
    }
}
