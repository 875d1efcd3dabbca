package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimedIdsTest {
    private static final long TIME = 1_764_366_000_123L;

    @Test
    void anIdTellsItsTimeAndSortsByIt() {
        String id = TimedIds.of(TIME);
        assertThat(TimedIds.time(id)).hasValue(TIME);
        assertThat(id).isGreaterThanOrEqualTo(TimedIds.first(TIME)).isLessThan(TimedIds.first(TIME + 1));
        assertThat(id).isNotEqualTo(TimedIds.of(TIME)).isGreaterThan(TimedIds.of(TIME - 1));
    }

    @Test
    void whatIsNoIdHasNoTime() {
        assertThat(TimedIds.time("none")).isEmpty();
        assertThat(TimedIds.time("6f9619ff-8b86-4011-b42d-00c04fc964ff")).isEmpty();
    }
}
