package dev.cairn.tracking.models;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.protocol.tracking.SearchLoggedModels.OnDataset;
import dev.cairn.protocol.tracking.SearchLoggedModels.OrderBy;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

@OnEachDatabase
class LoggedModelSearchTest {
    /// The names that a filter finds, the newest first.
    static final List<Arguments> FILTERS = List.of(
            arguments("name = 'big'", "big"),
            arguments("name LIKE 'bi%'", "big"),
            arguments("name ILIKE 'B%'", "bare big"),
            arguments("name IN ('big', 'small')", "small big"),
            arguments("name NOT IN ('big', 'small')", "bare nan"),
            arguments("attributes.model_type = 'Net'", "small big"),
            arguments("source_run_id = 'run-1'", "big"),
            arguments("status = 'LOGGED_MODEL_PENDING'", "bare nan small big"),
            arguments("creation_time > 0", "bare nan small big"),
            arguments("creation_timestamp_ms < 1000", ""),
            arguments("params.depth = '3'", "big"),
            arguments("params.depth != '3'", "small"),
            arguments("tags.team = 'red' AND name != 'big'", "small"),
            arguments("tags.team = 'red' OR name = 'bare'", "bare small big"),
            arguments("NOT tags.team = 'red'", "bare nan"),
            arguments("metrics.loss < 0.4", "big"),
            arguments("metrics.loss > 0.4", "small big"),
            arguments("metrics.loss >= 0", "small big"),
            arguments("metrics.loss = 0", ""),
            arguments("metrics.loss != 0.5", "nan big"),
            arguments("metrics.unknown > 0", ""));

    private final Tracker tracker;
    private final String experiment;
    private final String run;

    LoggedModelSearchTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
        run = tracker.run(experiment);
    }

    @BeforeEach
    void fill() {
        String big = create("big", "Net", "run-1", List.of(new Tag("depth", "3")), List.of(new Tag("team", "red")));
        String small = create("small", "Net", null, List.of(new Tag("depth", "1")), List.of(new Tag("team", "red")));
        String nan = create("nan", null, null, List.of(), List.of());
        create("bare", null, null, List.of(), List.of());
        tracker.log(run, point(big, 0.9, 1, "train"), point(big, 0.3, 2, "test"));
        tracker.log(run, point(small, 0.5, 1, "train"), point(nan, Double.NaN, 1, "train"));
        String deleted = create("deleted", "Net", null, List.of(), List.of());
        tracker.models.delete(tracker.caller, new DeleteLoggedModel(deleted));
    }

    @ParameterizedTest
    @FieldSource("FILTERS")
    void aFilterFindsItsModels(String filter, String names) {
        assertThat(found(filter, List.of())).isEqualTo(names);
    }

    @Test
    void metricsCountOnTheDatasetsOfTheSearch() {
        OnDataset train = new OnDataset("train", null);
        OnDataset test = new OnDataset("test", null);
        assertThat(found("metrics.loss < 0.6", List.of(train))).isEqualTo("small");
        assertThat(found("metrics.loss < 0.6", List.of(test))).isEqualTo("big");
        assertThat(found("metrics.loss < 0.6", List.of(train, test))).isEqualTo("small big");
        assertThat(found("metrics.loss < 0.6", List.of(new OnDataset("train", "d-train"))))
                .isEqualTo("small");
        assertThat(found("metrics.loss < 0.6", List.of(new OnDataset("train", "other"))))
                .isEmpty();
    }

    @Test
    void withoutAMetricInTheFilterAnyMetricOnADatasetWillDo() {
        assertThat(found(null, List.of(new OnDataset("train", null)))).isEqualTo("nan small big");
        assertThat(found("name != 'big'", List.of(new OnDataset("train", null))))
                .isEqualTo("nan small");
        assertThat(found(null, List.of(new OnDataset("test", null)))).isEqualTo("big");
        assertInvalid(() -> found(null, List.of(new OnDataset("", null))));
        assertInvalid(() -> found(null, List.of(new OnDataset(null, "d"))));
    }

    @Test
    void modelsAreSortedByAttributesWithTheMissingLast() {
        assertThat(sorted(by("name", true))).isEqualTo("bare big nan small");
        assertThat(sorted(by("attributes.name", false))).isEqualTo("small nan big bare");
        assertThat(sorted(by("creation_timestamp", true))).isEqualTo("big small nan bare");
        assertThat(sorted(by("source_run_id", true))).isEqualTo("big bare nan small");
        assertThat(sorted(by("source_run_id", false))).isEqualTo("big bare nan small");
        assertThat(sorted(by("model_type", null), by("name", false))).isEqualTo("small big nan bare");
    }

    @Test
    void modelsAreSortedByTheNewestPointWithWhatIsNoNumberLast() {
        assertThat(sorted(by("metrics.loss", true), by("name", true))).isEqualTo("big small bare nan");
        assertThat(sorted(by("metrics.loss", false), by("name", true))).isEqualTo("small big bare nan");
        OrderBy onTrain = new OrderBy("metrics.loss", true, "train", null);
        assertThat(sorted(onTrain, by("name", true))).isEqualTo("small big bare nan");
        OrderBy onTest = new OrderBy("metrics.loss", true, "test", "d-test");
        assertThat(sorted(onTest, by("name", true))).isEqualTo("big bare nan small");
        assertInvalid(() -> sorted(by("nonsense.loss", true)));
    }

    @Test
    void onlyTheExperimentsOfTheRequestAreSearched() {
        String other = tracker.experiment();
        assertThat(names(search(List.of(other), null, List.of(), null, null))).isEmpty();
        assertThat(names(search(List.of(), null, List.of(), null, null))).isEmpty();
        assertThat(names(search(List.of(other, experiment), null, List.of(), null, null)))
                .hasSize(4);
    }

    @Test
    void pagesShowEveryModelOnce() {
        List<String> paged = new ArrayList<>();
        String token = null;
        do {
            SearchLoggedModels.Response page =
                    search(List.of(experiment), "name != 'x'", List.of(by("name", true)), 3, token);
            paged.addAll(names(page));
            token = page.nextPageToken();
        } while (token != null);
        assertThat(paged).containsExactly("bare", "big", "nan", "small");
    }

    @Test
    void aPageBelongsToItsSearch() {
        String token = search(List.of(experiment), "name != 'x'", List.of(by("name", true)), 1, null)
                .nextPageToken();
        assertThat(token).isNotNull();
        assertInvalid(() -> search(List.of(experiment), "name != 'y'", List.of(by("name", true)), 1, token));
        assertInvalid(() -> search(List.of(experiment), "name != 'x'", List.of(by("name", false)), 1, token));
        assertInvalid(() -> search(List.of(experiment), "name != 'x'", List.of(), 1, token));
        assertInvalid(() -> search(List.of("0"), "name != 'x'", List.of(by("name", true)), 1, token));
        for (String broken : List.of("nonsense", "bm9uc2Vuc2U=", "e30=", "bnVsbA==", "W10=")) {
            assertInvalid(() -> search(List.of(experiment), "name != 'x'", List.of(), 1, broken));
        }
    }

    @Test
    void aPageHasLimits() {
        assertInvalid(() -> search(List.of(experiment), null, List.of(), 0, null));
        assertInvalid(() -> search(List.of(experiment), null, List.of(), 1_001, null));
        assertThat(search(List.of(experiment), null, List.of(), 4, null).nextPageToken())
                .isNull();
    }

    private Metric point(String model, double value, long time, String dataset) {
        return new Metric("loss", value, time, 0L, dataset, "d-" + dataset, model, null);
    }

    private String create(
            String name, @Nullable String type, @Nullable String source, List<Tag> params, List<Tag> tags) {
        return tracker.models
                .create(tracker.caller, new CreateLoggedModel(experiment, name, type, source, params, tags))
                .model()
                .info()
                .modelId();
    }

    private static OrderBy by(String field, @Nullable Boolean ascending) {
        return new OrderBy(field, ascending, null, null);
    }

    private String found(@Nullable String filter, List<OnDataset> datasets) {
        return String.join(
                " ",
                names(tracker.modelSearch.search(
                        tracker.caller,
                        new SearchLoggedModels(List.of(experiment), filter, datasets, null, List.of(), null))));
    }

    private String sorted(OrderBy... orders) {
        return String.join(" ", names(search(List.of(experiment), null, List.of(orders), null, null)));
    }

    private SearchLoggedModels.Response search(
            List<String> experiments,
            @Nullable String filter,
            List<OrderBy> orderBy,
            @Nullable Integer limit,
            @Nullable String token) {
        return tracker.modelSearch.search(
                tracker.caller, new SearchLoggedModels(experiments, filter, List.of(), limit, orderBy, token));
    }

    private static List<String> names(SearchLoggedModels.Response found) {
        return found.models().stream().map(model -> model.info().name()).toList();
    }
}
