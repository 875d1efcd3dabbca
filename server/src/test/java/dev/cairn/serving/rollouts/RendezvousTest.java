package dev.cairn.serving.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final int KEYS = 20_000;

    private static String owner(int key, Map<String, Integer> weights) {
        return weights.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .max(Comparator.comparingDouble(
                        each -> Rendezvous.score(7, "user-" + key, each.getKey(), each.getValue())))
                .orElseThrow()
                .getKey();
    }

    @Test
    void keysAreDividedByTheWeights() {
        Map<String, Integer> weights = Map.of("a", 70, "b", 25, "c", 5);
        weights.forEach((name, weight) -> {
            long got = IntStream.range(0, KEYS)
                    .filter(key -> owner(key, weights).equals(name))
                    .count();
            assertThat(got * 100.0 / KEYS).as(name).isCloseTo(weight, Offset.offset(1.5));
        });
    }

    @Test
    void whoseShareGrowsTakesKeysOverAndGivesUpNone() {
        int[] steps = {0, 5, 25, 50, 100};
        for (int step = 1; step < steps.length; step++) {
            Map<String, Integer> before = Map.of("old", 100 - steps[step - 1], "new", steps[step - 1]);
            Map<String, Integer> after = Map.of("old", 100 - steps[step], "new", steps[step]);
            assertThat(IntStream.range(0, KEYS).filter(key -> owner(key, before).equals("new")))
                    .allSatisfy(key -> assertThat(owner(key, after)).isEqualTo("new"));
        }
    }

    @Test
    void theSameKeysOfAnotherEndpointAreDividedAnew() {
        assertThat(IntStream.range(0, 200)
                        .filter(key ->
                                Rendezvous.score(1, "user-" + key, "a", 1) > Rendezvous.score(1, "user-" + key, "b", 1)
                                        != Rendezvous.score(2, "user-" + key, "a", 1)
                                                > Rendezvous.score(2, "user-" + key, "b", 1))
                        .count())
                .isBetween(50L, 150L);
    }
}
