package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class RandomMetricsTest {
    private static final double[] VALUES = {0, -0.0, 1, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, 1e300};

    private final Tracker tracker;

    RandomMetricsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theStoreHoldsWhatASimpleModelHolds(long seed) {
        Random random = new Random(seed);
        String run = tracker.run();
        MetricModel model = new MetricModel();
        for (int batch = 0; batch < 40; batch++) {
            List<Metric> points = batch(random);
            tracker.log(run, points);
            model.add(points);
        }
        for (String key : model.keys()) {
            assertThat(numbers(tracker.history(run, key))).isEqualTo(numbers(model.history(key)));
            for (int limit : new int[] {1, 2, 3, 7, 100, 2_500}) {
                assertThat(numbers(sample(run, key, limit))).isEqualTo(numbers(model.sample(key, limit)));
            }
        }
        assertThat(byKey(tracker.get(run).data().metrics()))
                .isEqualTo(model.keys().stream()
                        .collect(Collectors.toMap(Function.identity(), key -> number(model.latest(key)))));
    }

    private List<Metric> sample(String run, String key, int limit) {
        return tracker
                .metrics
                .bulkInterval(tracker.caller, new GetMetricHistoryBulkInterval(List.of(run), key, null, null, limit))
                .metrics()
                .stream()
                .map(point -> Tracker.point(key, point.value(), point.timestamp(), point.step()))
                .toList();
    }

    private static List<Metric> batch(Random random) {
        List<Metric> points = new ArrayList<>();
        int size = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(5);
        boolean wild = random.nextInt(4) == 0;
        for (int i = 0; i < size; i++) {
            points.add(Tracker.point(
                    "m" + random.nextInt(3),
                    random.nextBoolean() ? random.nextGaussian() : VALUES[random.nextInt(VALUES.length)],
                    wild ? random.nextLong() >>> 1 : random.nextInt(50),
                    wild ? random.nextLong() : random.nextInt(50) - 25));
        }
        return points;
    }

    private static java.util.Map<String, Metric> byKey(List<Metric> points) {
        return points.stream().collect(Collectors.toMap(Metric::key, RandomMetricsTest::number));
    }

    private static List<Metric> numbers(List<Metric> points) {
        return points.stream().map(RandomMetricsTest::number).toList();
    }

    /// A point whose value is a number as databases compare them: minus zero is zero.
    private static Metric number(Metric point) {
        return Tracker.point(
                point.key(), point.value() + 0.0, point.timestamp(), java.util.Objects.requireNonNull(point.step()));
    }
}
