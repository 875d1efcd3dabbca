package dev.cairn.tracking.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.tracking.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Logged models in the order of a metric, where there are too many to look at all of them.
@OnEachDatabase
class BestModelsTest {
    private static final int MODELS = 700;

    private final Tracker tracker;
    private final String experiment;
    private final List<Long> rows = new ArrayList<>();

    BestModelsTest(TestDatabase kind) {
        tracker = new Tracker(kind);
        experiment = tracker.experiment();
        tracker.database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, tracker.caller);
            rows.clear();
            for (int i = 0; i < MODELS; i++) {
                long row = tx.number("""
                        INSERT INTO logged_models
                          (model_id, experiment_id, name, artifact_uri, status, creation_time, last_update_time,
                           lifecycle_stage)
                        VALUES (?, ?, ?, '', 'LOGGED_MODEL_READY', ?, ?, 'active') RETURNING id
                        """, "m-" + UUID.randomUUID(), Long.parseLong(experiment), "model" + i, i, i);
                rows.add(row);
                store.addMetric(row, "r", point(i, 10, i % 2 == 0 ? "even" : "odd"));
            }
            return true;
        });
    }

    @Test
    void theBestComeFirstPageByPage() {
        SearchLoggedModels.Response first = search(null, false, null, null);
        assertThat(names(first)).containsExactlyElementsOf(models(699, 698, 697, 696, 695));
        assertThat(names(search(null, false, null, first.nextPageToken())))
                .containsExactlyElementsOf(models(694, 693, 692, 691, 690));
        assertThat(names(search(null, true, null, null))).containsExactlyElementsOf(models(0, 1, 2, 3, 4));
    }

    @Test
    void onlyTheLatestPointOfAModelCounts() {
        add(699, point(-1, 20, "odd"));
        add(698, point(Double.NaN, 20, "even"));
        add(3, point(10_000, 20, "odd"));
        add(5, point(20_000, 5, "odd"));
        assertThat(names(search(null, false, null, null))).containsExactlyElementsOf(models(3, 697, 696, 695, 694));
        assertThat(names(search(null, true, null, null))).containsExactlyElementsOf(models(699, 0, 1, 2, 4));
    }

    @Test
    void theBestOnADataSetAndOfAFilterAreFoundToo() {
        assertThat(names(search(null, false, "even", null))).containsExactlyElementsOf(models(698, 696, 694, 692, 690));
        assertThat(names(search("metrics.m < 5", false, null, null))).containsExactlyElementsOf(models(4, 3, 2, 1, 0));
        assertThat(names(search("metrics.m > 696", false, null, null)))
                .containsExactlyElementsOf(models(699, 698, 697));
        assertThat(names(search("NOT metrics.m > 3", false, null, null))).containsExactlyElementsOf(models(3, 2, 1, 0));
    }

    @Test
    void theNewestAreFoundWhetherAFilterLeavesFewOrMany() {
        assertThat(newest("metrics.m > 5")).containsExactlyElementsOf(models(699, 698, 697, 696, 695));
        assertThat(newest("metrics.m < 5")).containsExactlyElementsOf(models(4, 3, 2, 1, 0));
        assertThat(newest("metrics.m > 5 AND metrics.m < 8")).containsExactlyElementsOf(models(7, 6));
        assertThat(newest("metrics.m > 5 AND name = 'model9'")).containsExactlyElementsOf(models(9));
        assertThat(newest("name = 'model9' OR name = 'model8'")).containsExactlyElementsOf(models(9, 8));
        assertThat(newest("NOT name = 'model699'")).containsExactlyElementsOf(models(698, 697, 696, 695, 694));
        String elsewhere = tracker.experiment();
        assertThat(found(List.of(elsewhere), "name = 'model9'")).isEmpty();
        assertThat(found(List.of(elsewhere, experiment), "name = 'model9'")).containsExactlyElementsOf(models(9));
    }

    private List<String> newest(String filter) {
        return found(List.of(experiment), filter);
    }

    private List<String> found(List<String> experiments, String filter) {
        return names(tracker.modelSearch.search(
                tracker.caller, new SearchLoggedModels(experiments, filter, List.of(), 5, List.of(), null)));
    }

    private void add(int model, Metric point) {
        tracker.database.write(tx -> {
            new LoggedModelStore(tx, tracker.caller).addMetric(rows.get(model), "r", point);
            return true;
        });
    }

    private static Metric point(double value, long timestamp, String dataset) {
        return new Metric("m", value, timestamp, 0L, dataset, "d", null, null);
    }

    private SearchLoggedModels.Response search(
            @Nullable String filter, boolean ascending, @Nullable String dataset, @Nullable String token) {
        return tracker.modelSearch.search(
                tracker.caller,
                new SearchLoggedModels(
                        List.of(experiment),
                        filter,
                        List.of(),
                        5,
                        List.of(new SearchLoggedModels.OrderBy("metrics.m", ascending, dataset, null)),
                        token));
    }

    private static List<String> models(int... numbers) {
        return IntStream.of(numbers).mapToObj(i -> "model" + i).toList();
    }

    private static List<String> names(SearchLoggedModels.Response page) {
        return page.models().stream()
                .map(LoggedModel::info)
                .map(info -> info.name())
                .toList();
    }
}
