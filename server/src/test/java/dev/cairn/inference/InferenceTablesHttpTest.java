package dev.cairn.inference;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.parquet.ParquetReader;
import dev.cairn.serving.ServedModels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What endpoints keep of requests, and who reads it, over real HTTP.
@OnEachDatabase
class InferenceTablesHttpTest {
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/flowers/";
    private static final String INVOCATIONS = "/serving-endpoints/flowers/invocations";
    private static final String ROW = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]], \"client_request_id\": \"mine\"}";
    private static final String CONFIG =
            "{\"served_entities\": [{\"entity_name\": \"iris\", \"entity_version\": \"1\"}]%s}";
    private static final String ON = "{\"inference_table_config\": {\"enabled\": true, \"catalog_name\": \"main\","
            + " \"schema_name\": \"team\", \"table_name_prefix\": \"flowers\"}}";

    private final RunningServer server;
    private final ServedModels models;

    InferenceTablesHttpTest(TestDatabase kind) {
        server = new RunningServer(kind);
        models = new ServedModels(server);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
        models.create("flowers", CONFIG.formatted(""));
        models.settled("flowers");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private Reply put(String what, String body) throws IOException {
        return server.send(Request.json("PUT", what, body));
    }

    private Reply table(String settings) throws IOException {
        return put(OWN + "inference-table", settings);
    }

    private JsonNode payloads(String query) throws IOException {
        Reply reply = server.get(OWN + "payloads" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("payloads");
    }

    /// The id of a request once it is kept: an answer is sent before that.
    private String kept(Request request) throws IOException {
        String id = server.send(request).header("databricks-request-id").orElseThrow();
        models.kept("flowers", id);
        return id;
    }

    private static Request ask(String body) {
        return Request.json("POST", INVOCATIONS, body);
    }

    @Test
    void requestsAreKeptWithTheirAnswersOnceSomebodySaysSo() throws IOException {
        assertThat(server.send(ask(ROW)).header("databricks-request-id")).isEmpty();
        assertThat(payloads("")).isEmpty();
        assertThat(put(ENDPOINTS + "/flowers/ai-gateway", ON)
                        .json()
                        .at("/inference_table_config/enabled")
                        .asBoolean())
                .isTrue();
        String id = kept(ask(ROW));
        JsonNode row = payloads("").get(0);
        assertThat(row.path("databricks_request_id").asString()).isEqualTo(id);
        assertThat(row.path("client_request_id").asString()).isEqualTo("mine");
        assertThat(row.path("status_code").asInt()).isEqualTo(200);
        assertThat(row.path("served_entity_name").asString()).isEqualTo("iris-1");
        assertThat(row.path("entity_name").asString()).isEqualTo("iris");
        assertThat(row.path("entity_version").asString()).isEqualTo("1");
        assertThat(row.path("model_ms").asDouble()).isPositive();
        assertThat(row.has("request")).isFalse();
        JsonNode whole = server.get(OWN + "payloads/" + id).json();
        assertThat(whole.path("request").asString()).isEqualTo(ROW);
        assertThat(whole.path("response").asString()).contains("predictions");
        assertThat(server.get(OWN + "payloads/" + TimedIds.of(1)).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whatAConfigurationSaysOfTheTableHoldsAtOnce() throws IOException {
        models.update("flowers", CONFIG.formatted(", \"auto_capture_config\": {\"enabled\": true}"));
        assertThat(server.send(ask(ROW)).header("databricks-request-id")).isPresent();
        models.settled("flowers");
        models.update("flowers", CONFIG.formatted(", \"auto_capture_config\": {\"enabled\": false}"));
        assertThat(server.send(ask(ROW)).header("databricks-request-id")).isEmpty();
    }

    @Test
    void aTableIsOneThingInAllWords() throws IOException {
        models.update(
                "flowers",
                CONFIG.formatted(", \"auto_capture_config\": {\"enabled\": true, \"table_name_prefix\": \"p\"}"));
        JsonNode endpoint = models.settled("flowers").json();
        assertThat(endpoint.at("/config/auto_capture_config/table_name_prefix").asString())
                .isEqualTo("p");
        assertThat(endpoint.at("/ai_gateway/inference_table_config/enabled").asBoolean())
                .isTrue();
        table("{\"sampling_fraction\": 0.5, \"redacted\": [\"a\"], \"retention_days\": 3, \"max_body_bytes\": 9}");
        put(ENDPOINTS + "/flowers/ai-gateway", ON);
        JsonNode own = server.get(OWN + "inference-table").json();
        assertThat(own.path("catalog_name").asString()).isEqualTo("main");
        assertThat(own.path("sampling_fraction").asDouble()).isEqualTo(0.5);
        assertThat(own.path("redacted").get(0).asString()).isEqualTo("a");
        assertThat(own.path("retention_days").asInt()).isEqualTo(3);
        put(ENDPOINTS + "/flowers/ai-gateway", "{}");
        assertThat(server.get(OWN + "inference-table").json().path("enabled").asBoolean())
                .isFalse();
        assertThat(server.get(OWN + "events").text()).contains("INFERENCE_TABLE_SET");
        models.update("flowers", CONFIG.formatted(""));
        assertThat(server.get(OWN + "inference-table").json().path("redacted")).hasSize(1);
    }

    @Test
    void whatIsWrongIsRefused() throws IOException {
        for (String wrong : List.of(
                "{\"sampling_fraction\": 0}",
                "{\"sampling_fraction\": 1.1}",
                "{\"sampling_fraction\": \"NaN\"}",
                "{\"redacted\": [\"$.\"]}",
                "{\"redacted\": [\"\"]}",
                "{\"retention_days\": 0}",
                "{\"max_body_bytes\": 5000000}",
                "{\"catalog_name\": \"a.b\"}")) {
            assertThat(table(wrong).errorCode()).as(wrong).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        assertThat(put(ENDPOINTS + "/flowers/ai-gateway", "{\"rate_limits\": [{\"calls\": 1}]}")
                        .text())
                .contains("inference_table_config");
        for (String query : List.of("?status=20", "?max_results=0", "?page_token=x")) {
            assertThat(server.get(OWN + "payloads" + query).status()).as(query).isEqualTo(400);
        }
    }

    @Test
    void pagesGoBackInTimeAndFiltersHold() throws IOException {
        table("{}");
        String first = kept(ask(ROW));
        assertThat(payloads("")).hasSize(1);
        String second = kept(ask("{\"inputs\": [[1]]}"));
        String third = kept(ask(ROW));
        Reply page = server.get(OWN + "payloads?max_results=2");
        assertThat(page.json()
                        .path("payloads")
                        .get(0)
                        .path("databricks_request_id")
                        .asString())
                .isEqualTo(third);
        assertThat(page.json()
                        .path("payloads")
                        .get(1)
                        .path("databricks_request_id")
                        .asString())
                .isEqualTo(second);
        JsonNode rest = payloads("?max_results=2&page_token=" + page.field("next_page_token"));
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).path("databricks_request_id").asString()).isEqualTo(first);
        assertThat(payloads("?status=4xx")).hasSize(1);
        assertThat(payloads("?status=200&entity=iris-1&version=1")).hasSize(2);
        assertThat(payloads("?version=2")).isEmpty();
        assertThat(payloads("?entity=none")).isEmpty();
        assertThat(payloads("?to=1")).isEmpty();
        assertThat(payloads("?from=" + rest.get(0).path("timestamp_ms").asLong()))
                .hasSize(3);
    }

    @Test
    void whatIsNotToBeKeptIsNot() throws IOException {
        table("{\"redacted\": [\"$.client_request_id\"], \"max_body_bytes\": 60}");
        String id = kept(ask("{\"inputs\": [[5,3,1,0]], \"client_request_id\": \"secret\"}"));
        assertThat(server.get(OWN + "payloads/" + id).text())
                .contains("[redacted]", "\\\"inputs\\\":[[5,3,1,0]]")
                .doesNotContain("secret");
        id = kept(ask("{\"inputs\": [[5,3,1,0]], \"client_request_id\": \"secret\"" + " ".repeat(60) + "}"));
        assertThat(server.get(OWN + "payloads/" + id).text())
                .contains("REQUEST_TOO_LARGE")
                .doesNotContain("secret");
        id = kept(Request.of("POST", INVOCATIONS)
                .with("Content-Type: text/csv")
                .body("a,b,c,d\n1,2,3,4\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(server.get(OWN + "payloads/" + id).text()).contains("REQUEST_NOT_REDACTABLE");
    }

    @Test
    void filesAreReadWhole() throws IOException {
        table("{}");
        String id = kept(ask(ROW));
        JsonNode file = server.get(OWN + "payload-files").json().path("files").get(0);
        assertThat(file.path("rows").asInt()).isEqualTo(1);
        Reply whole = server.get(OWN + "payload-files/" + file.path("id").asString());
        assertThat(new ParquetReader(whole.body()).column("databricks_request_id"))
                .containsExactly(id);
        assertThat(server.get(OWN + "payload-files/99999").status()).isEqualTo(404);
        assertThat(server.get(OWN + "payload-files/x").status()).isEqualTo(404);
    }

    @Test
    void whatIsAskedIsHeldAgainstWhatWasAskedFirstOrWhatSomebodyGave() throws IOException {
        assertThat(server.get(OWN + "drift").field("baseline")).isEqualTo("NONE");
        assertThat(put(OWN + "baseline", "{\"inputs\": [[1]]}").errorCode()).isEqualTo("INVALID_STATE");
        table("{}");
        kept(ask("{\"inputs\": [" + "[5.1, 3.5, 1.4, 0.2],".repeat(59) + "[5.1, 3.5, 1.4, 0.2]]}"));
        JsonNode drift = server.get(OWN + "drift?entity=iris-1&version=1").json();
        assertThat(drift.path("baseline").asString()).isEqualTo("FIRST_REQUESTS");
        assertThat(drift.path("rows").asInt()).isEqualTo(60);
        assertThat(drift.at("/columns/0/name").asString()).isEqualTo("input[0]");
        assertThat(drift.at("/columns/0/level").asString()).isEqualTo("STABLE");
        assertThat(drift.at("/columns/0/current/mean").asDouble()).isEqualTo(5.1);
        assertThat(drift.toString()).contains("PREDICTION");
        assertThat(put(OWN + "baseline", "{\"predictions\": [1]}").errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(put(OWN + "baseline", "{\"inputs\": [" + "[9, 3.5, 1.4, 0.2],".repeat(59) + "[9, 3.5, 1.4, 0.2]]}")
                        .status())
                .isEqualTo(200);
        drift = server.get(OWN + "drift").json();
        assertThat(drift.path("baseline").asString()).isEqualTo("GIVEN");
        assertThat(drift.at("/columns/0/level").asString()).isEqualTo("STRONG");
        assertThat(drift.at("/columns/1/level").asString()).isEqualTo("STABLE");
        server.send(Request.json("DELETE", OWN + "baseline", ""));
        assertThat(server.get(OWN + "drift").field("baseline")).isEqualTo("FIRST_REQUESTS");
        assertThat(server.get(OWN + "drift?to=1").json().path("rows").asInt()).isZero();
    }

    @Test
    void anotherEndpointOfTheSameNameHasNothingOfIt() throws IOException {
        table("{}");
        String id = kept(ask(ROW));
        assertThat(payloads("")).isNotEmpty();
        server.send(Request.json("DELETE", ENDPOINTS + "/flowers", ""));
        models.create("flowers", CONFIG.formatted(""));
        assertThat(server.get(OWN + "payloads/" + id).status()).isEqualTo(404);
        assertThat(payloads("")).isEmpty();
        assertThat(server.get(OWN + "inference-table").json().path("enabled").asBoolean())
                .isFalse();
    }
}
