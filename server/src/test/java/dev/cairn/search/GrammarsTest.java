package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric.a > 1",
                "metrics.a > 1",
                "param.a = 'x'",
                "params.a = 'x'",
                "parameter.a = 'x'",
                "parameters.a = 'x'",
                "tag.a = 'x'",
                "tags.a = 'x'",
                "attribute.status = 'x'",
                "attributes.status = 'x'",
                "attr.status = 'x'",
                "run.status = 'x'",
                "`run name` = 'x'",
                "\"Run name\" = 'x'",
                "attributes.`Run Name` = 'x'",
                "run_id IN ('a')",
                "user_id LIKE 'a%'",
                "artifact_uri ILIKE 'S3:%'",
                "dataset.name = 'x'",
                "datasets.digest IN ('a')",
                "dataset.context LIKE 'tr%'",
                "end_time >= 5"
            })
    void runsAreFoundBy(String filter) {
        assertThat(Grammars.RUNS.filter(filter)).isPresent();
    }

    @Test
    void experimentsAreFoundAndSortedBy() {
        accepts(Grammars.EXPERIMENTS, "name ILIKE 'a%' AND attribute.experiment_id IN ('1') AND tag.x IS NOT NULL");
        accepts(Grammars.EXPERIMENTS, "creation_time > 1 AND last_update_time < 1");
        refuses(Grammars.EXPERIMENTS, "run.name = 'x'");
        refuses(Grammars.EXPERIMENTS, "name IS NULL");
        sorts(Grammars.EXPERIMENTS, "name", "experiment_id", "creation_time", "last_update_time DESC");
        assertThatThrownBy(() -> Grammars.EXPERIMENTS.orderBy(List.of("tags.a")))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void registeredModelsAreFoundAndSortedBy() {
        accepts(Grammars.REGISTERED_MODELS, "name NOT IN ('a') AND tags.`mlflow.prompt.is_prompt` != 'true'");
        refuses(Grammars.REGISTERED_MODELS, "last_updated_timestamp > 1");
        refuses(Grammars.REGISTERED_MODELS, "params.a = 'x'");
        sorts(Grammars.REGISTERED_MODELS, "timestamp DESC", "name");
        assertThatThrownBy(() -> Grammars.REGISTERED_MODELS.orderBy(List.of("timestamp", "last_updated_timestamp")))
                .hasMessageContaining("duplicate");
    }

    @Test
    void modelVersionsAreFoundAndSortedBy() {
        accepts(
                Grammars.MODEL_VERSIONS,
                "name = 'a' AND run_id IN ('b') AND source_path LIKE 'c%' AND version_number > 1");
        refuses(Grammars.MODEL_VERSIONS, "version_number = '1'");
        refuses(Grammars.MODEL_VERSIONS, "creation_timestamp > 1");
        sorts(Grammars.MODEL_VERSIONS, "name", "version_number DESC", "creation_timestamp", "last_updated_timestamp");
        assertThatThrownBy(() -> Grammars.MODEL_VERSIONS.orderBy(List.of("run_id")))
                .hasMessageEndingWith(
                        "Valid keys are name, version_number, creation_timestamp, last_updated_timestamp");
    }

    @Test
    void loggedModelsAreFoundByPluralEntitiesOnly() {
        accepts(
                Grammars.LOGGED_MODELS,
                "metrics.a > 1 AND params.b = 'x' AND tags.c LIKE 'y' AND attributes.name = 'z'");
        accepts(Grammars.LOGGED_MODELS, "creation_time > 1 AND last_updated_timestamp < 1 AND model_id IN ('m-1')");
        refuses(Grammars.LOGGED_MODELS, "metric.a > 1");
        refuses(Grammars.LOGGED_MODELS, "attribute.name = 'x'");
        refuses(Grammars.LOGGED_MODELS, "nothing = 'x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request_id IN ('tr-1') AND trace.status != 'OK' AND attribute.name RLIKE '^a'",
                "client_request_id = 'c' AND run_id NOT IN ('r')",
                "timestamp > 1 AND timestamp_ms < 2 AND execution_time >= 1 AND trace.end_time_ms != 5",
                "prompt = 'qa/3' AND trace.text LIKE '%x%'",
                "tag.a IS NULL AND tags.`mlflow.traceName` IS NOT NULL",
                "metadata.`mlflow.trace.session` = 's' AND request_metadata.a ILIKE 'b%'",
                "span.name IN ('a') AND span.type NOT IN ('LLM') AND span.status = 'ERROR' AND span.content ILIKE '%x%'",
                "span.attributes.model = 'x' AND span.attributes.`a b` LIKE 'y' AND span.`attributes.a.b` RLIKE 'z'",
                "feedback.a = 'yes' AND feedback.a >= 0.5 AND feedback.`x y` IS NULL",
                "expectation.a != 'b' AND expectation.a IS NOT NULL AND issue.id = 'iss-1'",
                "NOT (span.name = 'a' OR feedback.a < 1)"
            })
    void tracesAreFoundBy(String filter) {
        accepts(Grammars.TRACES, filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt LIKE 'qa/%'",
                "prompt != 'qa/3'",
                "prompt IN ('qa/3')",
                "text = 'x'",
                "span.content IN ('x')",
                "span.kind = 'x'",
                "span.attributes. = 'x'",
                "span.attributes = 'x'",
                "span.name > 'x'",
                "span.attributes.a IS NULL",
                "experiment_id = '1'",
                "feedback.a > 'x'",
                "timestamp = 'x'",
                "tags.a > 1",
                "assessment.a = 'x'"
            })
    void tracesAreNotFoundBy(String filter) {
        refuses(Grammars.TRACES, filter);
    }

    @Test
    void tracesAreSortedBy() {
        sorts(
                Grammars.TRACES,
                "timestamp DESC",
                "execution_time ASC",
                "end_time",
                "status",
                "request_id",
                "name",
                "run_id",
                "experiment_id",
                "tags.a",
                "metadata.`a b`");
        assertThatThrownBy(() -> Grammars.TRACES.orderBy(List.of("timestamp", "timestamp_ms")))
                .hasMessageContaining("duplicate");
        assertThatThrownBy(() -> Grammars.TRACES.orderBy(List.of("span.name"))).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> Grammars.TRACES.filter("span.kind = 'x'"))
                .hasMessageEndingWith("Valid keys are name, type, status, content, attributes.<name>");
        assertThatThrownBy(() -> Grammars.TRACES.filter("text = 'x'"))
                .hasMessageEndingWith("Invalid comparator '=' for attributes.text, not one of LIKE, ILIKE, RLIKE");
    }

    @Test
    void aFieldOfAnyTypeTakesWhatTheLiteralSays() {
        Grammar traces = Grammar.of(Entity.open("feedback", ValueType.ANY));
        accepts(
                traces,
                "feedback.score > 0.5 AND feedback.score = 1 AND feedback.score = 'yes' AND feedback.a LIKE 'b'");
        refuses(traces, "feedback.score > 'a'");
        refuses(traces, "feedback.score LIKE 1");
    }

    private static void accepts(Grammar grammar, String filter) {
        assertThat(grammar.filter(filter)).isPresent();
    }

    private static void refuses(Grammar grammar, String filter) {
        assertThatThrownBy(() -> grammar.filter(filter)).isInstanceOf(ApiException.class);
    }

    private static void sorts(Grammar grammar, String... clauses) {
        assertThat(grammar.orderBy(List.of(clauses))).hasSize(clauses.length);
    }
}
