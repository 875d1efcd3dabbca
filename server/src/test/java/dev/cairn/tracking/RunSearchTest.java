package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static dev.cairn.tracking.Tracker.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.UpdateRun;
import dev.cairn.protocol.tracking.ViewType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RunSearchTest {
    private final Tracker tracker;
    private final String experiment;

    RunSearchTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
    }

    @Test
    void withoutAnOrderTheNewestRunComesFirst() {
        run("old", 1);
        run("new", 3);
        run("middle", 2);
        assertThat(found("")).containsExactly("new", "middle", "old");
    }

    @Test
    void runsOfTheSameTimeComeByTheirId() {
        for (int i = 0; i < 5; i++) {
            run("same time", 7);
        }
        assertThat(search(List.of(experiment), null, null, null).runs())
                .extracting(run -> run.info().runId())
                .isSorted();
    }

    @Test
    void theNewestPointOfAMetricIsSearched() {
        String run = run("a", 1);
        tracker.log(run, point("m", 5, 0, 1), point("m", 9, 0, 0));
        assertThat(found("metrics.m > 4 AND metrics.m < 6")).containsExactly("a");
        assertThat(found("metrics.m = 9")).isEmpty();
    }

    @Test
    void notANumberIsDifferentFromEveryNumber() {
        tracker.log(run("nan", 1), point("m", Double.NaN, 0, 0));
        tracker.log(run("zero", 2), point("m", 0, 0, 0));
        run("none", 3);
        assertThat(found("metrics.m != 1")).containsExactly("zero", "nan");
        assertThat(found("metrics.m = 0")).containsExactly("zero");
        assertThat(found("metrics.m <= 1")).containsExactly("zero");
        assertThat(found("metrics.m >= -1")).containsExactly("zero");
        assertThat(found("NOT metrics.m = 0")).containsExactly("none", "nan");
    }

    @Test
    void metricsAreSortedWithWhatIsNoNumberLast() {
        tracker.log(run("nan", 1), point("m", Double.NaN, 0, 0));
        tracker.log(run("zero", 2), point("m", 0, 0, 0));
        run("none", 3);
        tracker.log(run("minus", 4), point("m", Double.NEGATIVE_INFINITY, 0, 0));
        tracker.log(run("plus", 5), point("m", Double.POSITIVE_INFINITY, 0, 0));
        assertThat(found("", "metrics.m")).containsExactly("minus", "zero", "plus", "nan", "none");
        assertThat(found("", "metrics.m DESC")).containsExactly("plus", "zero", "minus", "nan", "none");
    }

    @Test
    void runsAreFoundAndSortedByHowLongTheyTook() {
        lasting("an hour", 3_600_000);
        lasting("a second", 1_000);
        run("under way", 5);
        lasting("a minute", 60_000);
        assertThat(found("", "attributes.duration")).containsExactly("a second", "a minute", "an hour", "under way");
        assertThat(found("", "duration DESC")).containsExactly("an hour", "a minute", "a second", "under way");
        assertThat(found("attributes.duration >= 60000", "duration")).containsExactly("a minute", "an hour");
    }

    private void lasting(String name, long millis) {
        String run = run(name, 1);
        tracker.runs.update(tracker.caller, new UpdateRun(run, RunStatus.FINISHED, 1 + millis, null));
    }

    @Test
    void textsAreSortedWithTheMissingLast() {
        tracker.logging.logParam(tracker.caller, new LogParam(run("b", 1), "p", "b"));
        tracker.logging.logParam(tracker.caller, new LogParam(run("B", 2), "p", "B"));
        tracker.logging.logParam(tracker.caller, new LogParam(run("empty", 3), "p", ""));
        run("none", 4);
        assertThat(found("", "params.p ASC")).containsExactly("empty", "B", "b", "none");
        assertThat(found("", "params.p DESC")).containsExactly("b", "B", "empty", "none");
    }

    @Test
    void aRunWithoutAnEndIsLastAndFoundByNoEnd() {
        String ended = run("ended", 1);
        tracker.runs.update(tracker.caller, new UpdateRun(ended, RunStatus.FINISHED, 50L, null));
        run("running", 2);
        assertThat(found("", "end_time DESC")).containsExactly("ended", "running");
        assertThat(found("end_time != 7")).containsExactly("ended");
        assertThat(found("end_time > 49.5")).containsExactly("ended");
        assertThat(found("NOT end_time = 50")).containsExactly("running");
    }

    @Test
    void aNameThatWasNeverLoggedFindsNothingAndSortsNothing() {
        run("a", 1);
        run("b", 2);
        assertThat(found("metrics.`never logged` != 1")).isEmpty();
        assertThat(found("params.`never logged` != 'x'")).isEmpty();
        assertThat(found("tags.`never logged` IS NULL")).containsExactly("b", "a");
        assertThat(found("tags.`never logged` IS NOT NULL")).isEmpty();
        assertThat(found("", "metrics.`never logged`", "run_name")).containsExactly("a", "b");
    }

    @Test
    void aQuoteOrAWildcardInAValueIsItself() {
        String run = run("it's", 1);
        tracker.logging.setTag(tracker.caller, new SetTag(run, "t", "100% \\ \"x\" 'y'"));
        assertThat(found("run_name = \"it's\"")).containsExactly("it's");
        assertThat(found("tags.t = '100% \\ \"x\" ''y'''")).isEmpty();
        assertThat(found("tags.t LIKE '100\\%%'")).isEmpty();
        assertThat(found("tags.t LIKE '%\\ %'")).containsExactly("it's");
        assertThat(found("tags.t = 'x'' OR 1=1 --'")).isEmpty();
    }

    @Test
    void aSearchMayHaveManyClausesAndManyTerms() {
        String run = run("many", 1);
        run("other", 2);
        List<Metric> points =
                IntStream.range(0, 100).mapToObj(i -> point("m" + i, i, 0, 0)).toList();
        tracker.log(run, points);
        String filter = points.stream()
                .map(point -> "metrics.%s = %s".formatted(point.key(), point.value()))
                .collect(Collectors.joining(" AND "));
        String[] orders =
                points.stream().limit(32).map(point -> "metrics." + point.key()).toArray(String[]::new);
        assertThat(found(filter, orders)).containsExactly("many");
        assertThat(found(filter + " AND metrics.m0 = 1", orders)).isEmpty();
    }

    @Test
    void theNameIsAlsoATag() {
        run("named", 1);
        assertThat(found("run_name = 'named'")).containsExactly("named");
        assertThat(found("attributes.`Run name` LIKE 'nam%'")).containsExactly("named");
        assertThat(found("tags.`mlflow.runName` = 'named'")).containsExactly("named");
    }

    @Test
    void aViewShowsItsStages() {
        run("active", 1);
        tracker.runs.delete(tracker.caller, new DeleteRun(run("deleted", 2)));
        assertThat(found("")).containsExactly("active");
        assertThat(names(search(List.of(experiment), ViewType.DELETED_ONLY, null, null)))
                .containsExactly("deleted");
        assertThat(names(search(List.of(experiment), ViewType.ALL, null, null))).containsExactly("deleted", "active");
    }

    @Test
    void onlyTheExperimentsOfTheRequestAreSearched() {
        String other = tracker.experiment();
        run("here", 1);
        tracker.runs.create(tracker.caller, new CreateRun(other, null, "there", 2L, List.of()));
        assertThat(names(search(List.of(experiment), null, null, null))).containsExactly("here");
        assertThat(names(search(List.of(experiment, other), null, null, null))).containsExactly("there", "here");
        assertThat(names(search(List.of(), null, null, null))).isEmpty();
        assertThat(names(search(List.of("99999999"), null, null, null))).isEmpty();
        assertInvalid(() -> search(List.of("abc"), null, null, null));
    }

    @Test
    void pagesShowEveryRunOnce() {
        for (int i = 0; i < 11; i++) {
            run("run " + i, i / 4);
        }
        List<String> paged = new ArrayList<>();
        String token = null;
        do {
            SearchRuns.Response page = search(List.of(experiment), null, 3, token);
            assertThat(page.runs()).hasSizeBetween(1, 3);
            page.runs().forEach(run -> paged.add(run.info().runId()));
            token = page.nextPageToken();
        } while (token != null);
        assertThat(paged)
                .isEqualTo(search(List.of(experiment), null, null, null).runs().stream()
                        .map(run -> run.info().runId())
                        .toList())
                .doesNotHaveDuplicates()
                .hasSize(11);
        assertThat(search(List.of(experiment), null, 11, null).nextPageToken()).isNull();
    }

    @Test
    void aSearchHasLimits() {
        assertInvalid(() -> search(List.of(experiment), null, 0, null));
        assertInvalid(() -> search(List.of(experiment), null, 50_001, null));
        assertInvalid(() -> search(List.of(experiment), null, null, "nonsense"));
        assertInvalid(() -> found("nonsense"));
        assertInvalid(() -> found("", "run_name SIDEWAYS"));
        assertInvalid(() -> found("", "run_name", "run_name DESC"));
        assertThat(search(List.of(experiment), null, 50_000, null).runs()).isEmpty();
    }

    @Test
    void whatIsFoundIsWhatGetShows() {
        String run = run("whole", 1);
        tracker.log(run, point("m", Double.NaN, 1, 2), point("n", 1, 1, 2));
        tracker.logging.logParam(tracker.caller, new LogParam(run, "p", "1"));
        run("empty", 2);
        List<Run> runs = search(List.of(experiment), null, null, null).runs();
        assertThat(runs).hasSize(2).allSatisfy(found -> {
            Run got = tracker.get(found.info().runId());
            assertThat(found.info()).isEqualTo(got.info());
            assertThat(found.data().metrics())
                    .containsExactlyInAnyOrderElementsOf(got.data().metrics());
            assertThat(found.data().params()).isEqualTo(got.data().params());
            assertThat(found.data().tags()).isEqualTo(got.data().tags());
        });
    }

    private String run(String name, long startTime) {
        return tracker.runs
                .create(tracker.caller, new CreateRun(experiment, null, name, startTime, List.of()))
                .run()
                .info()
                .runId();
    }

    private List<String> found(String filter, String... orderBy) {
        return tracker.found(experiment, filter, orderBy);
    }

    private SearchRuns.Response search(
            List<String> experiments, @Nullable ViewType view, @Nullable Integer limit, @Nullable String token) {
        return tracker.runSearch.search(
                tracker.caller, new SearchRuns(experiments, null, view, limit, List.of(), token));
    }

    private static List<String> names(SearchRuns.Response found) {
        return found.runs().stream().map(run -> run.info().runName()).toList();
    }
}
