package dev.cairn.tracking;

import static dev.cairn.tracking.RandomRun.pick;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A filter over runs made up at random, and what it means in plain Java.
record RandomFilter(String text, Predicate<RandomRun> meaning) {
    private static final List<String> NUMBER_COMPARATORS = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<String> TEXT_COMPARATORS =
            List.of("=", "!=", "LIKE", "ILIKE", "IN", "NOT IN", "RLIKE", "like", "not in");
    private static final List<String> PATTERNS = List.of("a%", "A%", "%b", "_", "n_", "%", "", "a_b", "x\\y", "%0");
    private static final List<String> REGEXES = List.of("^a", "b$", "[0-9]+", "a.b", "^$");
    private static final List<String> ATTRIBUTES = List.of("run_name", "user_id", "status", "run_id", "artifact_uri");

    static RandomFilter of(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(random);
        }
        RandomFilter left = of(random, depth - 1);
        if (random.nextInt(4) == 0) {
            return new RandomFilter("NOT (%s)".formatted(left.text), left.meaning.negate());
        }
        RandomFilter right = of(random, depth - 1);
        return random.nextBoolean()
                ? new RandomFilter("(%s AND %s)".formatted(left.text, right.text), left.meaning.and(right.meaning))
                : new RandomFilter("(%s or %s)".formatted(left.text, right.text), left.meaning.or(right.meaning));
    }

    private static RandomFilter leaf(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> metric(random, pick(random, RandomRun.METRICS), pick(random, RandomRun.NUMBERS));
            case 1 -> logged(random, "params");
            case 2 -> logged(random, "tags");
            case 3 -> {
                String key = pick(random, ATTRIBUTES);
                TextClause clause = TextClause.of(random);
                yield new RandomFilter(key + clause.text, run -> clause.holds(run.text("attributes", key)));
            }
            case 4 -> time(random, random.nextBoolean() ? "start_time" : "end_time");
            default -> {
                String key = pick(random, List.of("name", "digest", "context"));
                TextClause clause = TextClause.of(random);
                yield new RandomFilter(
                        "datasets." + key + clause.text,
                        run -> run.datasets().stream().anyMatch(dataset -> clause.holds(dataset.get(key))));
            }
        };
    }

    private static RandomFilter metric(Random random, String key, double number) {
        String comparator = pick(random, NUMBER_COMPARATORS);
        return new RandomFilter("metrics.`%s` %s %s".formatted(key, comparator, number), run -> {
            Double value = run.metrics().get(key);
            return value != null && (value.isNaN() ? comparator.equals("!=") : holds(value, comparator, number));
        });
    }

    private static RandomFilter time(Random random, String key) {
        String comparator = pick(random, NUMBER_COMPARATORS);
        double number = random.nextInt(40) / 2.0;
        return new RandomFilter("%s %s %s".formatted(key, comparator, number), run -> {
            Long time = run.times().get(key);
            return time != null && holds(time, comparator, number);
        });
    }

    private static RandomFilter logged(Random random, String entity) {
        String key = pick(random, RandomRun.KEYS);
        String field = "%s.`%s`".formatted(entity, key);
        return switch (random.nextInt(5)) {
            case 0 -> new RandomFilter(field + " IS NULL", run -> run.text(entity, key) == null);
            case 1 -> new RandomFilter(field + " IS NOT NULL", run -> run.text(entity, key) != null);
            default -> {
                TextClause clause = TextClause.of(random);
                yield new RandomFilter(field + clause.text, run -> clause.holds(run.text(entity, key)));
            }
        };
    }

    private static boolean holds(double value, String comparator, double number) {
        return switch (comparator) {
            case "=" -> value == number;
            case "!=" -> value != number;
            case "<" -> value < number;
            case "<=" -> value <= number;
            case ">" -> value > number;
            default -> value >= number;
        };
    }

    /// A comparison of a text; a text that is not there satisfies none.
    private record TextClause(String text, Predicate<String> meaning) {
        boolean holds(@Nullable String value) {
            return value != null && meaning.test(value);
        }

        static TextClause of(Random random) {
            String comparator = pick(random, TEXT_COMPARATORS);
            String value = pick(random, RandomRun.TEXTS);
            String pattern = pick(random, PATTERNS);
            String regex = pick(random, REGEXES);
            List<String> list = Stream.generate(() -> pick(random, List.of("na", "a", "ab", "FINISHED", "d1", "g0")))
                    .limit(1 + random.nextInt(3))
                    .toList();
            return switch (comparator) {
                case "=" -> new TextClause(" = '%s'".formatted(value), value::equals);
                case "!=" -> new TextClause(" != '%s'".formatted(value), text -> !text.equals(value));
                case "RLIKE" ->
                    new TextClause(
                            " RLIKE '%s'".formatted(regex),
                            Pattern.compile(regex).asPredicate());
                case "LIKE", "like" -> new TextClause(" %s '%s'".formatted(comparator, pattern), like(pattern, 0));
                case "ILIKE" ->
                    new TextClause(" ILIKE '%s'".formatted(pattern), like(pattern, Pattern.CASE_INSENSITIVE));
                case "IN" -> new TextClause(" IN (%s)".formatted(quoted(list)), list::contains);
                default -> new TextClause(" %s (%s)".formatted(comparator, quoted(list)), text -> !list.contains(text));
            };
        }

        private static String quoted(List<String> list) {
            return list.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
        }

        private static Predicate<String> like(String pattern, int flags) {
            String regex = pattern.chars()
                    .mapToObj(c -> switch (c) {
                        case '%' -> ".*";
                        case '_' -> ".";
                        default -> Pattern.quote(Character.toString(c));
                    })
                    .collect(Collectors.joining());
            return Pattern.compile(regex, flags | Pattern.DOTALL).asMatchPredicate();
        }
    }
}
