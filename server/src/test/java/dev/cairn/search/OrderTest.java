package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.http.ApiException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class OrderTest {
    static final List<Arguments> CLAUSES = List.of(
            arguments("metrics.loss", "metrics", "loss", true),
            arguments("metrics.loss desc", "metrics", "loss", false),
            arguments("  metrics.loss  DESC ", "metrics", "loss", false),
            arguments("metrics.`a b` Asc", "metrics", "a b", true),
            arguments("metrics.\"a b\" DESC", "metrics", "a b", false),
            arguments("metrics.val/loss DESC", "metrics", "val/loss", false),
            arguments("params.desc", "params", "desc", true),
            arguments("tag.`mlflow.runName`", "tags", "mlflow.runName", true),
            arguments("Created DESC", "attributes", "start_time", false),
            arguments("attributes.artifact_uri", "attributes", "artifact_uri", true));

    static final List<Arguments> ERRORS = List.of(
            arguments("", "'' at column 1: expected a field, found the end"),
            arguments("start_time down", "'start_time down' at column 12: expected ASC or DESC, found 'down'"),
            arguments(
                    "start_time DESC DESC",
                    "'start_time DESC DESC' at column 17: expected nothing after the direction, found 'DESC'"),
            arguments("dataset.name", "'dataset.name' at column 1: cannot sort by datasets"),
            arguments(
                    "nothing",
                    "'nothing' at column 1: Invalid attribute key 'nothing' specified. Valid keys are run_id, run_name, "
                            + "status, artifact_uri, user_id, start_time, end_time, duration"),
            arguments(
                    "model.x",
                    "'model.x' at column 1: Invalid entity type 'model'. "
                            + "Valid values are attributes, metrics, params, tags, datasets"));

    @ParameterizedTest
    @FieldSource("CLAUSES")
    void aClauseIsAFieldAndADirection(String clause, String entity, String key, boolean ascending) {
        assertThat(Grammars.RUNS.orderBy(List.of(clause)))
                .containsExactly(new Order(new Field(entity, key), ascending));
    }

    @ParameterizedTest
    @FieldSource("ERRORS")
    void anErrorNamesTheClauseAndTheColumn(String clause, String message) {
        assertThatThrownBy(() -> Grammars.RUNS.orderBy(List.of("metrics.loss", clause)))
                .isInstanceOf(ApiException.class)
                .hasMessage("Invalid order_by clause " + message);
    }

    @Test
    void aFieldIsThereOnlyOnceUnderAnyOfItsNames() {
        assertThatThrownBy(() -> Grammars.RUNS.orderBy(List.of("created", "attributes.start_time DESC")))
                .isInstanceOf(ApiException.class)
                .hasMessage("`order_by` contains duplicate fields: 'attributes.start_time' is there twice.");
    }

    @Test
    void thereAreAtMostThirtyTwoClauses() {
        assertThatThrownBy(() -> Grammars.RUNS.orderBy(Collections.nCopies(33, "metrics.loss")))
                .hasMessage("Invalid order_by: it has 33 clauses, at most 32 are accepted.");
    }

    @Test
    void aNulCharacterIsRefusedEverywhere() {
        assertThatThrownBy(() -> Grammars.LOGGED_MODELS.orderField("metrics.\0"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("U+0000");
        assertThatThrownBy(() -> Grammars.RUNS.orderBy(List.of("metrics.`\0`")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("U+0000");
    }

    @Test
    void aBareNameMayHoldAnyCharacters() {
        assertThat(Grammars.LOGGED_MODELS.orderField("metrics.my loss desc"))
                .isEqualTo(new Field("metrics", "my loss desc"));
        assertThat(Grammars.LOGGED_MODELS.orderField("metrics.`a.b`")).isEqualTo(new Field("metrics", "a.b"));
        assertThat(Grammars.LOGGED_MODELS.orderField("creation_time"))
                .isEqualTo(new Field("attributes", "creation_timestamp_ms"));
        assertThatThrownBy(() -> Grammars.LOGGED_MODELS.orderField("params.x"))
                .hasMessage("Invalid order_by field 'params.x' at column 1: cannot sort by params");
        assertThatThrownBy(() -> Grammars.LOGGED_MODELS.orderField("("))
                .hasMessageContaining("Invalid attribute key '('");
    }
}
