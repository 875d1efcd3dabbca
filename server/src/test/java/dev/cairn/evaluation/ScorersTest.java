package dev.cairn.evaluation;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.evaluation.DeleteScorer;
import dev.cairn.protocol.evaluation.GetOnlineScoringConfigs;
import dev.cairn.protocol.evaluation.GetScorer;
import dev.cairn.protocol.evaluation.ListScorerVersions;
import dev.cairn.protocol.evaluation.ListScorers;
import dev.cairn.protocol.evaluation.OnlineScoringConfig;
import dev.cairn.protocol.evaluation.RegisterScorer;
import dev.cairn.protocol.evaluation.Scorer;
import dev.cairn.protocol.evaluation.UpsertOnlineScoringConfig;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class ScorersTest {
    private static final String JUDGE = "{\"name\": \"s\", \"builtin_scorer_class\": \"Correctness\"}";

    private final Evaluator evaluator;
    private final Evaluator stranger;
    private final String experiment;

    ScorersTest(TestDatabase kind) {
        evaluator = new Evaluator(kind);
        stranger = new Evaluator(kind);
        experiment = evaluator.experiment();
    }

    @Test
    void versionsCountFromOneUnderOneId() {
        RegisterScorer.Response first = register("s", JUDGE);
        RegisterScorer.Response second = register("s", "{}");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.serializedScorer()).isEqualTo(JUDGE);
        assertThat(first.experimentId()).isEqualTo(experiment);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.scorerId()).isEqualTo(first.scorerId());
        assertThat(get("s", null).serializedScorer()).isEqualTo("{}");
        assertThat(get("s", 1).serializedScorer()).isEqualTo(JUDGE);
        assertThat(versions("s")).extracting(Scorer::scorerVersion).containsExactly(1, 2);
    }

    @Test
    void aListHasTheLatestOfEach() {
        register("b", JUDGE);
        register("a", JUDGE);
        register("a", "{}");
        assertThat(list(experiment))
                .extracting(Scorer::scorerName, Scorer::scorerVersion, Scorer::experimentId)
                .containsExactly(tuple("a", 2), tuple("b", 1));
        assertThat(list(evaluator.experiment())).isEmpty();
        assertMissing(() -> list("99999999")).isEqualTo("No Experiment with id=99999999 exists");
        assertInvalid(() -> list("abc"));
    }

    private Tuple tuple(String name, int version) {
        return Tuple.tuple(name, version, Long.parseLong(experiment));
    }

    @Test
    void someOrAllExperimentsAreListedTogether() {
        String other = evaluator.experiment();
        register("a", JUDGE);
        evaluator.scorers.register(evaluator.caller, new RegisterScorer(other, "b", JUDGE));
        assertThat(listed(List.of(other, experiment, other, "999999999"))).containsExactly("a", "b");
        assertThat(listed(List.of(other))).containsExactly("b");
        assertThat(listed(List.of())).containsExactly("a", "b");
        assertInvalid(() -> evaluator.scorers.list(evaluator.caller, new ListScorers(experiment, List.of(other))));
    }

    @Test
    void aScorerGoesWithItsLastVersion() {
        register("s", JUDGE);
        OnlineScoringConfig config = configure("s", 0.0, null);

        delete("s", 1);

        assertMissing(() -> get("s", null));
        register("s", JUDGE);
        assertThat(configs(config.scorerId())).isEmpty();
    }

    @Test
    void oneVersionOrAllAreDeleted() {
        register("s", JUDGE);
        register("s", JUDGE);
        delete("s", 2);
        assertThat(get("s", null).scorerVersion()).isEqualTo(1);
        assertMissing(() -> delete("s", 2))
                .isEqualTo("Scorer with name 's' and version 2 not found for experiment %s.".formatted(experiment));
        delete("s", null);
        assertMissing(() -> get("s", null))
                .isEqualTo("Scorer with name 's' not found for experiment %s.".formatted(experiment));
        assertMissing(() -> versions("s"));
        assertMissing(() -> delete("s", null));
        assertThat(register("s", JUDGE).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nojson",
                "[1]",
                "{\"call_source\": \"return 1\"}",
                "{\"ensemble_scorer_data\": {\"scorers\": [{\"a\": [{\"call_source\": \"x\"}]}]}}",
                "{\"third_party_scorer_data\": {\"kwargs\": {\"model_kwargs\": {\"api_base\": \"http://x\"}}}}",
                "{\"third_party_scorer_data\": {\"kwargs\": {\"a\": [[\"base_url\", \"http://x\"]]}}}",
                "{\"third_party_scorer_data\": {\"kwargs\": [1]}}",
                "{\"a\": {\"third_party_scorer_data\": {\"kwargs\": {\"fallbacks\": []}}}}",
                "{\"instructions_judge_pydantic_data\": {\"model\": \" \"}}",
                "{\"builtin_scorer_pydantic_data\": {\"model\": 5}}"
            })
    void scorersThatRunCodeOrCallElsewhereAreRefused(String serialized) {
        assertInvalid(() -> register("s", serialized));
        assertThat(list(experiment)).isEmpty();
    }

    @Test
    void aScorerMayNotAskAnUnknownGateway() {
        assertMissing(() -> register(
                        "s",
                        "{\"memory_augmented_judge_data\": {\"base_judge\": "
                                + "{\"instructions_judge_pydantic_data\": {\"model\": \"gateway:/ep\"}}}}"))
                .isEqualTo("GatewayEndpoint not found (name='ep')");
    }

    @Test
    void namesAndSizesHaveLimits() {
        assertInvalid(() -> register(" ", JUDGE));
        assertInvalid(() -> register("x".repeat(257), JUDGE));
        assertInvalid(() -> register("s", "{\"a\":\"" + "x".repeat(ScorerDefinition.MAX_LENGTH) + "\"}"));
        assertInvalid(() -> register("s", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"));
        assertMissing(() -> evaluator.scorers.register(evaluator.caller, new RegisterScorer("99999999", "s", JUDGE)));
    }

    @Test
    void registeringAtTheSameTimeGivesDifferentVersions() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Integer> versions = threads
                    .invokeAll(IntStream.range(0, 12)
                            .<Callable<Integer>>mapToObj(
                                    i -> () -> register("s", JUDGE).version())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(versions).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        }
    }

    @Test
    void onlineScoringIsConfiguredOnceForAScorer() {
        String id = register("s", JUDGE).scorerId();
        configure("s", 0.0, null);
        OnlineScoringConfig config = configure("s", 0.0, "status = 'OK'");
        assertThat(config.scorerId()).isEqualTo(id);
        assertThat(config.filterString()).isEqualTo("status = 'OK'");
        assertThat(configs(id, "x")).containsExactly(config);

        assertInvalid(() -> configure("s", 0.5, null)).contains("does not use a gateway model");
        assertInvalid(() -> configure("s", 1.5, null));
        assertInvalid(() -> configure("s", Double.NaN, null));
        assertInvalid(() -> configure("s", 0.0, "bogus"));
        assertMissing(() -> configure("nope", 0.0, null));

        delete("s", null);
        assertThat(configs(id)).isEmpty();
    }

    @Test
    void noScorerOfAnotherWorkspaceIsSeenOrTouched() {
        String id = register("s", JUDGE).scorerId();
        configure("s", 0.0, null);
        var caller = stranger.caller;
        assertMissing(() -> stranger.scorers.get(caller, new GetScorer(experiment, "s", null)));
        assertMissing(() -> stranger.scorers.list(caller, new ListScorers(experiment, List.of())));
        assertMissing(() -> stranger.scorers.versions(caller, new ListScorerVersions(experiment, "s")));
        assertMissing(() -> stranger.scorers.register(caller, new RegisterScorer(experiment, "s", JUDGE)));
        assertMissing(() -> stranger.scorers.delete(caller, new DeleteScorer(experiment, "s", null)));
        assertMissing(() ->
                stranger.onlineScoring.configure(caller, new UpsertOnlineScoringConfig(experiment, "s", 0.0, null)));
        assertThat(stranger.scorers
                        .list(caller, new ListScorers(null, List.of(experiment)))
                        .scorers())
                .isEmpty();
        assertThat(stranger.scorers
                        .list(caller, new ListScorers(null, List.of()))
                        .scorers())
                .isEmpty();
        assertThat(stranger.onlineScoring
                        .configs(caller, new GetOnlineScoringConfigs(List.of(id)))
                        .configs())
                .isEmpty();
        assertThat(versions("s")).hasSize(1);
    }

    private RegisterScorer.Response register(String name, String serialized) {
        return evaluator.scorers.register(evaluator.caller, new RegisterScorer(experiment, name, serialized));
    }

    private Scorer get(String name, @Nullable Integer version) {
        return evaluator
                .scorers
                .get(evaluator.caller, new GetScorer(experiment, name, version))
                .scorer();
    }

    private List<Scorer> versions(String name) {
        return evaluator
                .scorers
                .versions(evaluator.caller, new ListScorerVersions(experiment, name))
                .scorers();
    }

    private List<Scorer> list(String id) {
        return evaluator
                .scorers
                .list(evaluator.caller, new ListScorers(id, List.of()))
                .scorers();
    }

    private List<String> listed(List<String> ids) {
        return evaluator.scorers.list(evaluator.caller, new ListScorers(null, ids)).scorers().stream()
                .map(Scorer::scorerName)
                .toList();
    }

    private void delete(String name, @Nullable Integer version) {
        evaluator.scorers.delete(evaluator.caller, new DeleteScorer(experiment, name, version));
    }

    private OnlineScoringConfig configure(String name, double rate, @Nullable String filter) {
        return evaluator
                .onlineScoring
                .configure(evaluator.caller, new UpsertOnlineScoringConfig(experiment, name, rate, filter))
                .config();
    }

    private List<OnlineScoringConfig> configs(String... ids) {
        return evaluator
                .onlineScoring
                .configs(evaluator.caller, new GetOnlineScoringConfigs(List.of(ids)))
                .configs();
    }
}
