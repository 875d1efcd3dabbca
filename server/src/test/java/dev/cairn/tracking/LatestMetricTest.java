package dev.cairn.tracking;

import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LatestMetricTest {
    private final Tracker tracker;

    LatestMetricTest(TestDatabase kind) {
        tracker = new Tracker(kind);
    }

    @Test
    void theGreatestStepCountsThenTheTimeThenTheValue() {
        assertLatest(point("m", 1, 0, 9), point("m", 5, 9, 8), point("m", 1, 0, 9));
        assertLatest(point("m", 1, 9, 9), point("m", 5, 8, 9));
        assertLatest(point("m", 5, 9, 9), point("m", 4, 9, 9), point("m", -7, 9, 9));
        assertLatest(point("m", -1, 0, -1), point("m", 5, 9, -2));
        assertLatest(point("m", Double.MAX_VALUE, 9, 9), point("m", 1e300, 9, 9));
    }

    @Test
    void notANumberCountsAsZero() {
        assertLatest(point("m", Double.NaN, 9, 9), point("m", -1, 9, 9));
        assertLatest(point("m", 1, 9, 9), point("m", Double.NaN, 9, 9));
        assertLatest(point("m", Double.NaN, 9, 9), point("m", 0, 9, 9));
        assertLatest(point("m", Double.NaN, 0, 10), point("m", 5, 9, 9));
    }

    /// Logs points in every order, one by one and in one batch; the first of them must be the latest.
    private void assertLatest(Metric latest, Metric... others) {
        List<Metric> points = new ArrayList<>(List.of(others));
        points.add(latest);
        for (int i = 0; i < 2 * points.size(); i++) {
            Collections.rotate(points, 1);
            Collections.reverse(points.subList(0, i % 2 == 0 ? points.size() : 1));
            String oneByOne = tracker.run();
            points.forEach(point -> tracker.log(oneByOne, point));
            String together = tracker.run();
            tracker.log(together, points);
            assertThat(tracker.get(oneByOne).data().metrics()).as("%s", points).containsExactly(latest);
            assertThat(tracker.get(together).data().metrics()).as("%s", points).containsExactly(latest);
        }
    }
}
