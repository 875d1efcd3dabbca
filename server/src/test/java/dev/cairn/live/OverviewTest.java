package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which experiments a client hears of that watches all.
final class OverviewTest {
    private final List<Long> looked = new ArrayList<>();
    private Sight third = Sight.GONE;

    private final Overview overview = new Overview(experiment -> {
        looked.add(experiment);
        return experiment == 1 ? Sight.SEEN : experiment == 2 ? Sight.HIDDEN : third;
    });

    @Test
    void whatOthersHaveIsNotHeard() {
        assertThat(overview.hears(Topic.of(1))).isTrue();
        assertThat(overview.hears(new Topic(1, "run"))).isTrue();
        assertThat(overview.hears(Topic.of(2))).isFalse();
        assertThat(overview.hears(Topic.ALL)).isTrue();
    }

    @Test
    void itIsLookedUpOnceWhoseAnExperimentIs() {
        overview.hears(Topic.of(1));
        overview.hears(new Topic(1, "run"));
        overview.hears(Topic.of(2));
        overview.hears(Topic.of(2));

        assertThat(looked).containsExactly(1L, 2L);
    }

    @Test
    void oneThatIsNotThereYetIsHeardOfLater() {
        assertThat(overview.hears(Topic.of(3))).isFalse();
        third = Sight.SEEN;

        assertThat(overview.hears(Topic.of(3))).isTrue();
    }
}
