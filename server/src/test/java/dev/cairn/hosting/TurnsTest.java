package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns<String, String> turns = new Turns<>(3);

    @Test
    void oneOfEachOwnerComesInTurnAndTheirOwnInTheOrderInWhichTheyCameIn() {
        offer("a", "a1", "a2", "a3");
        offer("b", "b1");
        offer("c", "c1", "c2");
        assertThat(all()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
        assertThat(turns.poll()).isEmpty();
    }

    @Test
    void anOwnerWhoComesLaterWaitsForOneOfEachOther() {
        offer("a", "a1", "a2");
        assertThat(turns.poll()).hasValue("a1");
        offer("b", "b1");
        offer("a", "a3");
        assertThat(all()).containsExactly("a2", "b1", "a3");
    }

    @Test
    void thereIsRoomForSoManyOfEachOwner() {
        offer("a", "a1", "a2", "a3");
        assertThat(turns.offer("a", "a4")).isFalse();
        assertThat(turns.offer("b", "b1")).isTrue();
    }

    @Test
    void whatIsTakenAwayLeavesItsPlace() {
        offer("a", "a1", "a2", "a3");
        assertThat(turns.remove("a", "a2")).isTrue();
        assertThat(turns.remove("a", "a2")).isFalse();
        assertThat(turns.remove("b", "b1")).isFalse();
        offer("a", "a4");
        assertThat(all()).containsExactly("a1", "a3", "a4");

        offer("a", "a5");
        assertThat(turns.remove("a", "a5")).isTrue();
        assertThat(turns.poll()).isEmpty();
    }

    private void offer(String owner, String... work) {
        for (String each : work) {
            assertThat(turns.offer(owner, each)).isTrue();
        }
    }

    private Stream<String> all() {
        return Stream.generate(turns::poll).takeWhile(Optional::isPresent).map(Optional::orElseThrow);
    }
}
