package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.SearchRuns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches in the order of a metric or parameter among so many runs that only the best values are looked at.
@OnEachDatabase
class BestRunsTest {
    private static final int RUNS = 6_000;
    private static final Comparator<Run> BY_LOSS = Comparator.comparingDouble(Run::loss);
    private static final Comparator<Run> BY_PARAM = Comparator.comparing(Run::param);
    private static final Comparator<Run> BY_START =
            Comparator.comparingInt(Run::start).reversed().thenComparing(Run::id);

    private final Random random = new Random(11);
    private final Tracker tracker;
    private final String experiment;
    private final String other;
    private final String metric;
    private final String param;
    private final List<Run> runs = new ArrayList<>();

    BestRunsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment("searched");
        other = tracker.experiment("beside it");
        metric = "loss_" + experiment;
        param = "param_" + experiment;
    }

    /// Every third value is shared by many, every tenth run is of another experiment, every hundredth value is NaN.
    /// Of the values of the parameter every other one begins like many others, beyond what is indexed.
    @BeforeEach
    void fill() {
        IntStream.range(0, RUNS)
                .mapToObj(i -> new Run(
                        "r%08x%s-%d".formatted(random.nextInt(), experiment, i),
                        i % 10 == 9 ? other : experiment,
                        random.nextInt(1_000),
                        i % 100 == 50 ? Double.NaN : i % 3 == 0 ? 0.5 : random.nextDouble(),
                        (i % 2 == 0 ? "m".repeat(300) : "") + "%04x".formatted(random.nextInt(0x10000))))
                .forEach(runs::add);
        tracker.database.write(tx -> {
            long name = tracker.names.idOf(tx, metric);
            long first = tx.number("SELECT COALESCE(MAX(id), 0) + 1000000 FROM runs");
            tx.insertAll(
                    new BulkInsert(
                            "INSERT INTO runs (id, run_id, experiment_id, name, user_id, status, start_time,"
                                    + " lifecycle_stage, artifact_uri)",
                            List.of(
                                    ColumnType.LONG,
                                    ColumnType.TEXT,
                                    ColumnType.LONG,
                                    ColumnType.TEXT,
                                    ColumnType.TEXT,
                                    ColumnType.TEXT,
                                    ColumnType.LONG,
                                    ColumnType.TEXT,
                                    ColumnType.TEXT),
                            ""),
                    IntStream.range(0, RUNS)
                            .mapToObj(i -> runs.get(i).row(first + i))
                            .toList());
            tx.insertAll(
                    new BulkInsert(
                            "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)",
                            List.of(
                                    ColumnType.LONG,
                                    ColumnType.LONG,
                                    ColumnType.DOUBLE,
                                    ColumnType.LONG,
                                    ColumnType.LONG,
                                    ColumnType.LONG,
                                    ColumnType.LONG,
                                    ColumnType.LONG),
                            ""),
                    IntStream.range(0, RUNS)
                            .mapToObj(i -> runs.get(i).series(first + i, name))
                            .toList());
            long named = tracker.names.idOf(tx, param);
            for (String table : List.of("run_params", "run_tags")) {
                tx.insertAll(
                        new BulkInsert(
                                "INSERT INTO " + table + " (run, name_id, value)",
                                List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.TEXT),
                                ""),
                        IntStream.range(0, RUNS)
                                .mapToObj(i -> new Object[] {first + i, named, runs.get(i).param})
                                .toList());
            }
            return true;
        });
    }

    @Test
    void theGreatestComeFirst() {
        assertThat(found("", "metrics.%s DESC".formatted(metric), 100))
                .isEqualTo(expected(run -> true, BY_LOSS.reversed(), 100));
    }

    @Test
    void theSmallestComeFirst() {
        assertThat(found("", "metrics.%s ASC".formatted(metric), 100)).isEqualTo(expected(run -> true, BY_LOSS, 100));
    }

    @Test
    void equalValuesAreInTheOrderOfTheNextTerm() {
        assertThat(found("metrics.%s <= 0.5".formatted(metric), "metrics.%s DESC".formatted(metric), 3_000))
                .isEqualTo(expected(run -> run.loss <= 0.5, BY_LOSS.reversed(), 3_000));
    }

    @Test
    void aFilterThatFewOfTheBestMatchFindsTheOthers() {
        assertThat(found("metrics.%s < 0.01".formatted(metric), "metrics.%s DESC".formatted(metric), 100))
                .isEqualTo(expected(run -> run.loss < 0.01, BY_LOSS.reversed(), 100));
    }

    @Test
    void pagesGoOnToTheLastRunOfAll() {
        List<String> all = found("", "metrics.%s DESC".formatted(metric), RUNS);
        List<Run> own =
                runs.stream().filter(run -> run.experiment.equals(experiment)).toList();

        assertThat(all).hasSameSizeAs(own).doesNotHaveDuplicates();
        List<String> numbers = expected(run -> !Double.isNaN(run.loss), BY_LOSS.reversed(), RUNS);
        assertThat(all.subList(0, numbers.size())).isEqualTo(numbers);
    }

    @Test
    void theOrderOfAParameterIsThatOfItsWholeValues() {
        String numbers = "metrics.%s >= 0".formatted(metric);
        assertThat(found(numbers, "params.%s ASC".formatted(param), 4_000))
                .isEqualTo(expected(run -> true, BY_PARAM, 4_000));
        assertThat(found(numbers, "params.%s DESC".formatted(param), 400))
                .isEqualTo(expected(run -> true, BY_PARAM.reversed(), 400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"params", "tags"})
    void aTextLeadsToFewRunsAndToMany(String entity) {
        Run one = runs.get(4);
        Run two = runs.get(5);
        assertThat(foundByText(entity, "= '%s'".formatted(one.param)))
                .isEqualTo(newest(run -> run.param.equals(one.param)))
                .contains(one.id);
        assertThat(foundByText(entity, "= '%s'".formatted(two.param)))
                .isEqualTo(newest(run -> run.param.equals(two.param)))
                .contains(two.id);
        assertThat(foundByText(entity, "IN ('%s', '%s')".formatted(one.param, two.param)))
                .isEqualTo(newest(run -> run.param.equals(one.param) || run.param.equals(two.param)));
        for (String beginning : List.of("00", "f", "m", "m".repeat(300) + "a0", "no")) {
            assertThat(foundByText(entity, "LIKE '%s%%'".formatted(beginning)))
                    .isEqualTo(newest(run -> run.param.startsWith(beginning)));
        }
    }

    @Test
    void theNewestAreFoundWhetherAFilterLeavesFewOrMany() {
        for (double most : new double[] {-1, 0.01, 0.03, 0.4}) {
            assertThat(found("metrics.%s < %s".formatted(metric, most), "start_time DESC", 100))
                    .isEqualTo(expected(
                            run -> run.loss < most,
                            Comparator.comparingInt(Run::start).reversed(),
                            100));
        }
        for (String beginning : List.of("r", "r0", "r00", "s")) {
            assertThat(found(
                            "run_name LIKE '%s%%' AND metrics.%s >= 0".formatted(beginning, metric),
                            "start_time DESC",
                            100))
                    .isEqualTo(expected(
                            run -> run.id.startsWith(beginning),
                            Comparator.comparingInt(Run::start).reversed(),
                            100));
        }
        Run one = runs.get(3);
        String named = "run_name = '%s'".formatted(one.id);
        assertThat(found(named, "start_time DESC", 5)).containsExactly(one.id);
        assertThat(found(named + " AND metrics.%s > 2".formatted(metric), "start_time DESC", 5))
                .isEmpty();
        assertThat(found("params.run_name = '%s'".formatted(one.id), "start_time DESC", 5))
                .isEmpty();
        assertThat(found("run_name = '%s'".formatted(runs.get(9).id), "start_time DESC", 5))
                .isEmpty();
    }

    private List<String> foundByText(String entity, String clause) {
        return found("%s.%s %s".formatted(entity, param, clause), "start_time DESC", 100);
    }

    private List<String> newest(Predicate<Run> filter) {
        return runs.stream()
                .filter(run -> run.experiment.equals(experiment))
                .filter(filter)
                .sorted(BY_START)
                .limit(100)
                .map(Run::id)
                .toList();
    }

    private List<String> expected(Predicate<Run> filter, Comparator<Run> order, int most) {
        return runs.stream()
                .filter(run -> run.experiment.equals(experiment) && !(Double.isNaN(run.loss) && most < RUNS))
                .filter(filter)
                .sorted(order.thenComparing(BY_START))
                .limit(most)
                .map(Run::id)
                .toList();
    }

    /// The first ids that a search finds, by pages of at most 97.
    private List<String> found(String filter, String orderBy, int most) {
        List<String> found = new ArrayList<>();
        String token = null;
        do {
            SearchRuns.Response page = tracker.runSearch.search(
                    tracker.caller,
                    new SearchRuns(
                            List.of(experiment),
                            filter,
                            null,
                            Math.min(97, most - found.size()),
                            List.of(orderBy),
                            token));
            page.runs().forEach(run -> found.add(run.info().runId()));
            token = page.nextPageToken();
        } while (token != null && found.size() < most);
        return found;
    }

    private record Run(String id, String experiment, int start, double loss, String param) {
        Object[] row(long number) {
            return new Object[] {
                number, id, Long.parseLong(experiment), id, "someone", "FINISHED", (long) start, "active", "x:/" + id
            };
        }

        Object[] series(long number, long name) {
            boolean nan = Double.isNaN(loss);
            return new Object[] {number, name, nan ? 0.0 : loss, nan ? 1L : 0L, 0L, 0L, -1L, 0L};
        }
    }
}
