package dev.cairn.evaluation;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.evaluation.Evaluator.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.evaluation.AddDatasetToExperiments;
import dev.cairn.protocol.evaluation.DeleteDataset;
import dev.cairn.protocol.evaluation.DeleteDatasetTag;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.GetDatasetExperimentIds;
import dev.cairn.protocol.evaluation.RemoveDatasetFromExperiments;
import dev.cairn.protocol.evaluation.SearchEvaluationDatasets;
import dev.cairn.protocol.evaluation.SetDatasetTags;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EvaluationDatasetsTest {
    private final Evaluator evaluator;
    private final Evaluator stranger;

    EvaluationDatasetsTest(TestDatabase kind) {
        evaluator = new Evaluator(kind);
        stranger = new Evaluator(kind);
    }

    @Test
    void aNewDatasetIsToldWholeAndKept() {
        String experiment = evaluator.experiment();
        EvaluationDataset made = evaluator.dataset("qa", "{\"k\":\"v\",\"mlflow.user\":\"me\"}", experiment);
        assertThat(made.datasetId()).matches("d-[0-9a-f]{32}");
        assertThat(made.digest()).matches("[0-9a-f]{8}");
        assertThat(made.createdBy()).isEqualTo("me");
        assertThat(made.lastUpdatedBy()).isEqualTo("me");
        assertThat(made.experimentIds()).containsExactly(experiment);
        assertThat(made.schema()).isNull();
        assertThat(made.profile()).isNull();
        assertThat(evaluator.get(made.datasetId()))
                .usingRecursiveComparison()
                .ignoringFields("experimentIds")
                .isEqualTo(made);
    }

    @Test
    void namesMayBeTakenAgainButHaveALimit() {
        assertThat(evaluator.dataset("same", null).datasetId())
                .isNotEqualTo(evaluator.dataset("same", null).datasetId());
        assertInvalid(() -> evaluator.dataset("x".repeat(256), null));
    }

    @Test
    void anUnknownExperimentIsRefusedAndLeavesNothingBehind() {
        String foreign = stranger.experiment();
        for (String id : List.of("999999999", "abc", foreign)) {
            assertMissing(() -> evaluator.dataset("nothing", null, id)).isEqualTo("No Experiment with id=" + id);
        }
        assertThat(found(null)).isEmpty();
    }

    @Test
    void tagsThatAreNoObjectAreRefused() {
        for (String tags : List.of("nojson", "[1]", "1", "{\"a\":", "{} {}")) {
            assertInvalid(() -> evaluator.dataset("x", tags)).startsWith("tags must be");
        }
        assertInvalid(() -> evaluator.dataset("x", "{\"" + "k".repeat(256) + "\":\"v\"}"));
        assertInvalid(() -> evaluator.dataset("x", "{\"k\":\"" + "v".repeat(5_001) + "\"}"));
    }

    @Test
    void tagsAreAddedReplacedAndDeleted() {
        String id = evaluator.dataset("tagged", "{\"k\":\"v\"}").datasetId();
        evaluator.datasets.setTags(
                evaluator.caller,
                new SetDatasetTags(id, "{\"k\":\"v2\",\"n\":5,\"z\":null,\"b\":true,\"o\":{\"x\":1}}"));
        assertThat(json(evaluator.get(id).tags()))
                .isEqualTo(json("{\"b\":\"True\",\"k\":\"v2\",\"n\":\"5\",\"o\":\"{\\\"x\\\":1}\"}"));

        deleteTag(id, "k");
        deleteTag(id, "k");
        deleteTag("nope", "k");
        assertThat(json(evaluator.get(id).tags()).has("k")).isFalse();
        assertMissing(() -> evaluator.datasets.setTags(evaluator.caller, new SetDatasetTags("nope", "{}")))
                .isEqualTo("Could not find evaluation dataset with ID nope");
    }

    @Test
    void aDatasetIsAddedToExperimentsAndTakenOut() {
        String first = evaluator.experiment();
        String second = evaluator.experiment();
        EvaluationDataset made = evaluator.dataset("shared", null, first);
        EvaluationDataset added = add(made.datasetId(), second, first);
        assertThat(added.lastUpdateTime()).isGreaterThan(made.lastUpdateTime());
        assertThat(added.digest()).isEqualTo(made.digest());
        assertThat(experiments(made.datasetId())).containsExactly(first, second);
        assertMissing(() -> add(made.datasetId(), "424242424"));
        assertMissing(() -> add("nope", first)).isEqualTo("Dataset 'nope' not found");

        evaluator.datasets.removeFromExperiments(
                evaluator.caller, new RemoveDatasetFromExperiments(made.datasetId(), List.of(first, "424242424")));
        assertThat(experiments(made.datasetId())).containsExactly(second);
    }

    @Test
    void deletingTakesRecordsAlongAndMayBeRepeated() {
        String id = evaluator
                .dataset("gone", "{\"k\":\"v\"}", evaluator.experiment())
                .datasetId();
        evaluator.upsert(id, "[{\"inputs\":{\"q\":1}}]");
        delete(id);
        delete(id);
        assertMissing(() -> evaluator.get(id)).isEqualTo("Evaluation dataset with id '%s' not found".formatted(id));
        assertThat(evaluator.records(id)).isEmpty();
        assertThat(experiments(id)).isEmpty();
    }

    @Test
    void aSearchFindsByNameTagsTimesAndUsers() {
        String experiment = evaluator.experiment();
        evaluator.dataset("alpha", "{\"team\":\"a\",\"mlflow.user\":\"ann\"}", experiment);
        evaluator.dataset("beta", "{\"team\":\"b\"}", experiment);
        evaluator.dataset("gamma", null);
        assertThat(found(null)).containsExactly("gamma", "beta", "alpha");
        assertThat(found("name LIKE 'a%'")).containsExactly("alpha");
        assertThat(found("name ILIKE 'BET_'")).containsExactly("beta");
        assertThat(found("name IN ('alpha', 'gamma')")).containsExactly("gamma", "alpha");
        assertThat(found("tags.team = 'a'")).containsExactly("alpha");
        assertThat(found("tags.team != 'a'")).containsExactly("beta");
        assertThat(found("created_by = 'ann' AND last_updated_by = 'ann'")).containsExactly("alpha");
        assertThat(found("created_time > 5 AND last_update_time < 5")).isEmpty();
        assertInvalid(() -> found("foo = 'a'"));
        assertInvalid(() -> found("other.name = 'a'"));
    }

    @Test
    void aSearchKeepsToExperimentsAndGoesByPages() {
        String experiment = evaluator.experiment();
        evaluator.dataset("one", null, experiment);
        evaluator.dataset("two", null, experiment);
        evaluator.dataset("elsewhere", null, evaluator.experiment());
        SearchEvaluationDatasets.Response first =
                search(List.of(experiment, "abc"), null, 1L, List.of("name DESC"), null);
        SearchEvaluationDatasets.Response second =
                search(List.of(experiment), null, 1L, List.of("name DESC"), first.nextPageToken());
        assertThat(names(first)).containsExactly("two");
        assertThat(names(second)).containsExactly("one");
        assertThat(second.nextPageToken()).isNull();
        assertThat(names(search(List.of("abc"), null, null, List.of(), null))).isEmpty();
        assertInvalid(() -> search(List.of(), null, null, List.of("created_by"), null));
    }

    @Test
    void noDatasetOfAnotherWorkspaceIsSeenOrTouched() {
        String id = evaluator
                .dataset("secret", "{\"k\":\"v\"}", evaluator.experiment())
                .datasetId();
        evaluator.upsert(id, "[{\"inputs\":{\"q\":1}}]");

        assertMissing(() -> stranger.get(id));
        assertMissing(() -> stranger.upsert(id, "[{\"inputs\":{\"q\":2}}]"));
        assertMissing(() -> stranger.datasets.setTags(stranger.caller, new SetDatasetTags(id, "{\"k\":\"w\"}")));
        assertMissing(() -> stranger.datasets.addToExperiments(
                stranger.caller, new AddDatasetToExperiments(id, List.of(stranger.experiment()))));
        assertMissing(() -> stranger.datasets.removeFromExperiments(
                stranger.caller, new RemoveDatasetFromExperiments(id, List.of())));
        stranger.datasets.deleteTag(stranger.caller, new DeleteDatasetTag(id, "k"));
        stranger.datasets.delete(stranger.caller, new DeleteDataset(id));
        assertThat(stranger.records(id)).isEmpty();
        assertThat(stranger.datasets
                        .experimentIds(stranger.caller, new GetDatasetExperimentIds(id))
                        .experimentIds())
                .isEmpty();
        assertThat(stranger.datasetSearch
                        .search(stranger.caller, new SearchEvaluationDatasets(List.of(), null, null, List.of(), null))
                        .datasets())
                .isEmpty();

        assertThat(json(evaluator.get(id).tags())).isEqualTo(json("{\"k\":\"v\"}"));
        assertThat(evaluator.records(id)).hasSize(1);
    }

    private List<String> found(@Nullable String filter) {
        return names(search(List.of(), filter, null, List.of(), null));
    }

    private SearchEvaluationDatasets.Response search(
            List<String> experiments,
            @Nullable String filter,
            @Nullable Long max,
            List<String> orderBy,
            @Nullable String token) {
        return evaluator.datasetSearch.search(
                evaluator.caller, new SearchEvaluationDatasets(experiments, filter, max, orderBy, token));
    }

    private static List<String> names(SearchEvaluationDatasets.Response page) {
        return page.datasets().stream().map(EvaluationDataset::name).toList();
    }

    private EvaluationDataset add(String id, String... experiments) {
        return evaluator
                .datasets
                .addToExperiments(evaluator.caller, new AddDatasetToExperiments(id, List.of(experiments)))
                .dataset();
    }

    private List<String> experiments(String id) {
        return evaluator
                .datasets
                .experimentIds(evaluator.caller, new GetDatasetExperimentIds(id))
                .experimentIds();
    }

    private void deleteTag(String id, String key) {
        evaluator.datasets.deleteTag(evaluator.caller, new DeleteDatasetTag(id, key));
    }

    private void delete(String id) {
        evaluator.datasets.delete(evaluator.caller, new DeleteDataset(id));
    }
}
