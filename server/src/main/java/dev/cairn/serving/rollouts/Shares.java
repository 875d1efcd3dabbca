package dev.cairn.serving.rollouts;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Percentages of entities, 100 together.
public final class Shares {
    private static final int WHOLE = 100;

    private Shares() {}

    /// Shares in which one entity has so much, and the others what is left in proportion to what they have.
    ///
    /// @param before in the order of the entities
    public static Map<String, Integer> giving(Map<String, Integer> before, String entity, int percentage) {
        int others = WHOLE - Objects.requireNonNull(before.get(entity));
        int left = WHOLE - percentage;
        Map<String, Integer> after = new LinkedHashMap<>();
        before.forEach((name, share) -> after.put(name, others == 0 ? 0 : share * left / others));
        after.put(entity, percentage);
        int missing =
                WHOLE - after.values().stream().mapToInt(Integer::intValue).sum();
        List<String> nearest = before.keySet().stream()
                .filter(name -> !name.equals(entity))
                .sorted(Comparator.comparingInt(
                        name -> others == 0 ? 0 : -(Objects.requireNonNull(before.get(name)) * left % others)))
                .limit(missing)
                .toList();
        nearest.forEach(name -> after.merge(name, 1, Integer::sum));
        return after;
    }
}
