package dev.cairn.traces;

import static dev.cairn.traces.RandomTrace.pick;

import dev.cairn.traces.terms.TraceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A filter over traces made up at random, and what it means in plain Java, of a trace among all.
record RandomTraceFilter(String text, BiPredicate<RandomTrace, List<RandomTrace>> meaning) {
    private static final List<String> NUMBER_COMPARATORS = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<String> TEXT_COMPARATORS =
            List.of("=", "=", "!=", "LIKE", "ILIKE", "IN", "NOT IN", "RLIKE");
    private static final List<String> PATTERNS = List.of("a%", "A%", "%b", "_", "n_", "%", "", "a_b", "x\\y", "%o%");
    private static final List<String> REGEXES = List.of("^a", "b$", "[0-9]+", "a.b", "^$");

    static RandomTraceFilter of(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return random.nextInt(4) == 0 ? spans(random) : leaf(random);
        }
        RandomTraceFilter left = of(random, depth - 1);
        if (random.nextInt(5) == 0) {
            return new RandomTraceFilter("NOT (%s)".formatted(left.text), left.meaning.negate());
        }
        // Span clauses of two conjunctions would become one when these are joined.
        RandomTraceFilter right = leaf(random);
        return random.nextInt(3) > 0
                ? new RandomTraceFilter("(%s AND %s)".formatted(left.text, right.text), left.meaning.and(right.meaning))
                : new RandomTraceFilter("(%s or %s)".formatted(left.text, right.text), left.meaning.or(right.meaning));
    }

    /// One to three clauses that one span must meet.
    private static RandomTraceFilter spans(Random random) {
        List<String> texts = new ArrayList<>();
        Predicate<RandomTrace.Span> all = span -> true;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int kind = random.nextInt(5);
            TextClause clause = kind == 4
                    ? TextClause.pattern(random)
                    : TextClause.of(random, kind < 3 ? names(kind) : RandomTrace.TEXTS);
            String key = pick(random, RandomTrace.KEYS);
            texts.add(switch (kind) {
                        case 0 -> "span.name";
                        case 1 -> "span.type";
                        case 2 -> "span.status";
                        case 3 -> "span.attributes.`%s`".formatted(key);
                        default -> random.nextBoolean() ? "span.content" : "trace.text";
                    }
                    + clause.text);
            all = all.and(span -> clause.holds(
                    switch (kind) {
                        case 0 -> span.name();
                        case 1 -> span.type();
                        case 2 -> span.status();
                        case 3 -> span.attributes().get(key);
                        default -> span.content();
                    }));
        }
        Predicate<RandomTrace.Span> span = all;
        return new RandomTraceFilter(
                "(" + String.join(" AND ", texts) + ")",
                (trace, every) -> trace.spans().stream().anyMatch(span));
    }

    private static List<String> names(int kind) {
        return switch (kind) {
            case 0 -> RandomTrace.NAMES;
            case 1 -> RandomTrace.TYPES;
            default -> RandomTrace.STATES;
        };
    }

    private static RandomTraceFilter leaf(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> text(random, "tags");
            case 2 -> text(random, "metadata");
            case 3 -> assessed(random, random.nextBoolean() ? "feedback" : "expectation");
            case 4 -> number(random);
            case 5 -> run(random);
            case 6 -> {
                TextClause clause = TextClause.of(random, RandomTrace.SESSIONS);
                yield new RandomTraceFilter(
                        "metadata.`mlflow.trace.session`" + clause.text, (trace, all) -> clause.holds(trace.session()));
            }
            default -> {
                boolean name = random.nextBoolean();
                TextClause clause = TextClause.of(random, name ? RandomTrace.TEXTS : RandomTrace.STATES);
                yield new RandomTraceFilter(
                        (name ? "trace.name" : "status") + clause.text,
                        (trace, all) -> clause.holds(name ? trace.name() : trace.state()));
            }
        };
    }

    private static RandomTraceFilter run(Random random) {
        TextClause clause = TextClause.of(random, RandomTrace.RUNS);
        boolean negative = clause.text.startsWith(" !=") || clause.text.startsWith(" NOT");
        return new RandomTraceFilter(
                "run_id" + clause.text,
                (trace, all) -> clause.holds(trace.metadata().get(TraceKeys.SOURCE_RUN))
                        || (!negative && trace.runs().stream().anyMatch(clause::holds)));
    }

    private static RandomTraceFilter number(Random random) {
        String key = pick(random, List.of("timestamp", "execution_time", "end_time_ms"));
        String comparator = pick(random, NUMBER_COMPARATORS);
        double number = random.nextInt(40) / 2.0;
        return new RandomTraceFilter("%s %s %s".formatted(key, comparator, number), (trace, all) -> {
            Long took = trace.took();
            Long value = switch (key) {
                case "timestamp" -> (Long) trace.time();
                case "execution_time" -> took;
                default -> (Long) (trace.time() + (took == null ? 0 : took));
            };
            return value != null && holds(value, comparator, number);
        });
    }

    private static RandomTraceFilter text(Random random, String entity) {
        String key = pick(random, RandomTrace.KEYS);
        String field = "%s.`%s`".formatted(entity, key);
        return switch (random.nextInt(6)) {
            case 0 -> new RandomTraceFilter(field + " IS NULL", (trace, all) -> trace.text(entity, key) == null);
            case 1 -> new RandomTraceFilter(field + " IS NOT NULL", (trace, all) -> trace.text(entity, key) != null);
            default -> {
                TextClause clause = TextClause.of(random, RandomTrace.TEXTS);
                yield new RandomTraceFilter(field + clause.text, (trace, all) -> clause.holds(trace.text(entity, key)));
            }
        };
    }

    private static RandomTraceFilter assessed(Random random, String kind) {
        String name = pick(random, RandomTrace.KEYS);
        String field = "%s.`%s`".formatted(kind, name);
        Predicate<RandomTrace.Assessed> named =
                it -> it.valid() && it.kind().equals(kind) && it.name().equals(name);
        return switch (random.nextInt(4)) {
            case 0 ->
                new RandomTraceFilter(
                        field + " IS NULL",
                        (trace, all) -> trace.assessed(all).stream().noneMatch(named));
            case 1 -> {
                String comparator = pick(random, NUMBER_COMPARATORS);
                double number = pick(random, List.of(-2.0, 0.5, 2.0));
                yield new RandomTraceFilter(
                        "%s %s %s".formatted(field, comparator, number),
                        (trace, all) -> trace.assessed(all).stream()
                                .filter(named)
                                .map(RandomTrace.Assessed::number)
                                .filter(Objects::nonNull)
                                .anyMatch(it -> holds(it, comparator, number)));
            }
            default -> {
                TextClause clause = TextClause.of(random, List.of("yes", "no", "a_b", "true", "0.5", "null", "x"));
                yield new RandomTraceFilter(
                        field + clause.text,
                        (trace, all) ->
                                trace.assessed(all).stream().filter(named).anyMatch(it -> clause.holds(it.text())));
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

        static TextClause pattern(Random random) {
            return of(random, random.nextBoolean() ? "LIKE" : "ILIKE", List.of());
        }

        static TextClause of(Random random, List<String> values) {
            return of(random, pick(random, TEXT_COMPARATORS), values);
        }

        private static TextClause of(Random random, String comparator, List<String> values) {
            String value = values.isEmpty() ? "" : pick(random, values);
            String pattern = pick(random, PATTERNS);
            String regex = pick(random, REGEXES);
            List<String> list = Stream.generate(() -> values.isEmpty() ? "" : pick(random, values))
                    .limit(1 + random.nextInt(3))
                    .toList();
            String quoted = list.stream()
                    .map(it -> "'" + it.replace("\\", "\\\\") + "'")
                    .collect(Collectors.joining(", "));
            return switch (comparator) {
                case "=" -> new TextClause(" = '%s'".formatted(value), value::equals);
                case "!=" -> new TextClause(" != '%s'".formatted(value), it -> !it.equals(value));
                case "RLIKE" ->
                    new TextClause(
                            " RLIKE '%s'".formatted(regex),
                            Pattern.compile(regex).asPredicate());
                case "LIKE" -> new TextClause(" LIKE '%s'".formatted(pattern), like(pattern, 0));
                case "ILIKE" ->
                    new TextClause(" ILIKE '%s'".formatted(pattern), like(pattern, Pattern.CASE_INSENSITIVE));
                case "IN" -> new TextClause(" IN (%s)".formatted(quoted), list::contains);
                default -> new TextClause(" NOT IN (%s)".formatted(quoted), it -> !list.contains(it));
            };
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
