package dev.cairn.tracking;

import static dev.cairn.tracking.RandomRun.pick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An order of runs made up at random, and what it means in plain Java.
record RandomOrder(List<String> clauses, Comparator<RandomRun> meaning) {
    private static final List<String> ATTRIBUTES =
            List.of("start_time", "end_time", "run_name", "user_id", "status", "run_id", "artifact_uri");
    private static final Comparator<RandomRun> NEWEST = Comparator.comparingLong(
                    (RandomRun run) -> Objects.requireNonNull(run.times().get("start_time")))
            .reversed()
            .thenComparing(RandomRun::id);

    static RandomOrder of(Random random) {
        List<String> clauses = new ArrayList<>();
        Set<String> fields = new HashSet<>();
        Comparator<RandomRun> meaning = Comparator.comparingInt(_ -> 0);
        for (int i = random.nextInt(4); i > 0; i--) {
            String entity = pick(random, List.of("metrics", "params", "tags", "attributes"));
            String key = pick(random, keys(entity));
            boolean descending = random.nextBoolean();
            if (fields.add(entity + key)) {
                clauses.add("%s.`%s`%s"
                        .formatted(entity, key, descending ? " DESC" : pick(random, List.of("", " asc"))));
                meaning = meaning.thenComparing(term(entity, key, descending));
            }
        }
        return new RandomOrder(clauses, meaning.thenComparing(NEWEST));
    }

    private static List<String> keys(String entity) {
        return switch (entity) {
            case "metrics" -> RandomRun.METRICS;
            case "attributes" -> ATTRIBUTES;
            default -> RandomRun.KEYS;
        };
    }

    private static Comparator<RandomRun> term(String entity, String key, boolean descending) {
        if (entity.equals("metrics")) {
            Comparator<RandomRun> numbersFirst = Comparator.comparingInt(run -> {
                Double value = run.metrics().get(key);
                return value == null ? 2 : value.isNaN() ? 1 : 0;
            });
            return numbersFirst.thenComparing(directed(
                    run -> {
                        Double value = run.metrics().get(key);
                        return value == null || value.isNaN() ? null : value;
                    },
                    descending));
        }
        return key.endsWith("_time")
                ? directed(run -> run.times().get(key), descending)
                : directed(run -> run.text(entity, key), descending);
    }

    /// In either direction, with the missing last.
    private static <T extends Comparable<T>> Comparator<RandomRun> directed(
            Function<RandomRun, @Nullable T> value, boolean descending) {
        return (a, b) -> {
            T left = value.apply(a);
            T right = value.apply(b);
            if (left == null || right == null) {
                return Boolean.compare(left == null, right == null);
            }
            return descending ? right.compareTo(left) : left.compareTo(right);
        };
    }
}
