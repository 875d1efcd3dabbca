package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The server's own description of what it answers to.
@NullMarked
class OpenApiTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static JsonNode page = new tools.jackson.databind.json.JsonMapper().createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        page = SERVER.get("/openapi.json").json();
    }

    private static JsonNode operation(String method, String path) {
        return page.path("paths").path(path).path(method);
    }

    private static JsonNode schema(String name) {
        return page.path("components").path("schemas").path(name);
    }

    @Test
    void everyRouteIsThereUnderANameOfItsOwn() {
        Set<String> ids = new HashSet<>();
        page.path("paths")
                .forEach(methods -> methods.forEach(operation -> assertThat(
                                ids.add(operation.path("operationId").asString()))
                        .as(operation.path("operationId").asString())
                        .isTrue()));

        assertThat(ids).hasSizeGreaterThan(150).contains("post_api_2_0_mlflow_runs_create", "get_openapi_json");
    }

    @Test
    void aBodyIsDescribedByTheFieldsOfItsRecord() {
        JsonNode body =
                operation("post", "/api/2.0/mlflow/runs/log-metric").at("/requestBody/content/application~1json");
        assertThat(body.at("/schema/$ref").asString()).isEqualTo("#/components/schemas/LogMetric");

        JsonNode metric = schema("LogMetric");
        assertThat(texts(metric.path("required"))).contains("run_id", "key").doesNotContain("step", "model_id");
        assertThat(metric.at("/properties/key/type").asString()).isEqualTo("string");
        assertThat(texts(metric.at("/properties/model_id/type"))).containsExactly("string", "null");
    }

    @Test
    void enumsListsAndNestedRecordsAreDescribed() {
        JsonNode info = schema("RunInfo").path("properties");
        assertThat(texts(info.at("/status/enum"))).contains("RUNNING", "FINISHED", "KILLED");
        assertThat(info.at("/start_time/format").asString()).isEqualTo("int64");
        assertThat(schema("LogBatch").at("/properties/metrics/items/$ref").asString())
                .isEqualTo("#/components/schemas/Metric");
    }

    @Test
    void aQueryAndAPathAreDescribedByParameters() {
        JsonNode search = operation("get", "/api/2.0/mlflow/model-versions/search");
        assertThat(search.path("requestBody").isMissingNode()).isTrue();
        assertThat(names(search)).contains("filter", "max_results", "order_by", "page_token");

        JsonNode model = operation("patch", "/api/2.0/mlflow/logged-models/{model_id}");
        assertThat(model.at("/parameters/0/in").asString()).isEqualTo("path");
        assertThat(names(model)).contains("model_id", "Idempotency-Key");
        assertThat(model.at("/requestBody/content/application~1json/schema/properties/model_id")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void anAnswerIsDescribedByTheRecordThatBelongsToTheRequest() {
        String schema = "/responses/200/content/application~1json/schema/$ref";
        assertThat(operation("post", "/api/2.0/mlflow/runs/create").at(schema).asString())
                .isEqualTo("#/components/schemas/CreateRunResponse");
        assertThat(operation("post", "/api/2.0/mlflow/runs/set-tag").at(schema).asString())
                .isEqualTo("#/components/schemas/Empty");
    }

    @Test
    void whatIsNeededOfTheCallerIsThere() {
        assertThat(operation("post", "/api/2.0/mlflow/runs/delete")
                        .path("x-cairn-permission")
                        .toString())
                .isEqualTo("{\"level\":\"MANAGE\",\"resource\":\"RUN\"}");
    }

    @Test
    void bothThingsThatAreNeededOfTheCallerAreThere() {
        assertThat(operation("post", "/api/3.0/cairn/review-queues/answer")
                        .path("x-cairn-permission")
                        .toString())
                .isEqualTo(
                        "{\"level\":\"EDIT\",\"resource\":\"REVIEW_QUEUE\",\"and\":{\"level\":\"EDIT\",\"resource\":\"TRACE\"}}");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        page.findValuesAsString("$ref")
                .forEach(reference -> assertThat(page.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    private static List<String> names(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asString()));
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
