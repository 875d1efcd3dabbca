package dev.cairn.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The queries of the tracking UI over HTTP.
final class GraphqlHttpTest {
    @RegisterExtension
    private static final RunningServer SERVER = new RunningServer();

    private static final JsonMapper JSON = new JsonMapper();

    private static final String RUN = """
            info { runName status runUuid runId experimentId artifactUri endTime lifecycleStage startTime userId }
            experiment { experimentId name tags { key value } artifactLocation lifecycleStage lastUpdateTime }
            modelVersions { status version name source creationTimestamp aliases description }
            data { metrics { key value step timestamp modelId } params { key value } tags { key value } }
            inputs { datasetInputs { dataset { digest name profile schema source sourceType } tags { key value } }
                     modelInputs { modelId } }
            outputs { modelOutputs { modelId step } }
            """;
    private static final String GET_RUN = "query GetRun($data: MlflowGetRunInput!) @component(name: \"X\") {"
            + " mlflowGetRun(input: $data) { apiError { helpUrl code message } run {" + RUN + "} } }";
    private static final String SEARCH_RUNS = "query SearchRuns($data: MlflowSearchRunsInput!) {"
            + " mlflowSearchRuns(input: $data) { apiError { code } nextPageToken runs {" + RUN + "} } }";
    private static final String HISTORY = "query GetMetricHistoryBulkInterval"
            + "($data: MlflowGetMetricHistoryBulkIntervalInput!) @component(name: \"X\") {"
            + " mlflowGetMetricHistoryBulkInterval(input: $data) {"
            + " __typename metrics { timestamp step runId key value } apiError { code message } } }";

    private static String experiment = "";
    private static String run = "";

    @BeforeAll
    static void log() throws IOException {
        experiment = SERVER.post(
                        "experiments/create", "{\"name\": \"shown\", \"tags\": [{\"key\":\"k\",\"value\":\"v\"}]}")
                .field("experiment_id");
        run = SERVER.post("runs/create", """
                        {"experiment_id": "%s", "run_name": "rr", "start_time": 9007199254740993}
                        """.formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        SERVER.post("runs/log-batch", """
                {"run_id": "%s", "params": [{"key": "p", "value": "1"}], "metrics": [
                  {"key": "m", "value": 1.5, "timestamp": 3, "step": 1},
                  {"key": "m", "value": 2.5, "timestamp": 4, "step": 2},
                  {"key": "nan", "value": "NaN", "timestamp": 4, "step": 2},
                  {"key": "inf", "value": "Infinity", "timestamp": 4, "step": 2}]}
                """.formatted(run));
        SERVER.post("runs/log-inputs", """
                {"run_id": "%s", "datasets": [{"tags": [{"key": "mlflow.data.context", "value": "train"}],
                  "dataset": {"name": "d", "digest": "x", "source_type": "local", "source": "s"}}]}
                """.formatted(run));
        SERVER.post("registered-models/create", "{\"name\": \"churn\"}");
        for (int version = 1; version <= 2; version++) {
            Reply made = SERVER.post("model-versions/create", """
                    {"name": "churn", "source": "runs:/%s/model", "run_id": "%s"}
                    """.formatted(run, run));
            assertThat(made.status()).as(made.text()).isEqualTo(200);
        }
    }

    @Test
    void aRunIsToldWithItsExperimentAndItsModels() throws IOException {
        JsonNode found = data(GET_RUN, Map.of("data", Map.of("runId", run))).at("/mlflowGetRun");
        assertThat(found.path("apiError").isNull()).isTrue();
        assertThat(found.at("/run/info/runName").asString()).isEqualTo("rr");
        assertThat(found.at("/run/info/status").asString()).isEqualTo("RUNNING");
        assertThat(found.at("/run/info/startTime")).isEqualTo(JSON.readTree("\"9007199254740993\""));
        assertThat(found.at("/run/info/endTime").asString()).isEqualTo("0");
        assertThat(found.at("/run/experiment/name").asString()).isEqualTo("shown");
        assertThat(found.at("/run/experiment/tags/0/value").asString()).isEqualTo("v");
        assertThat(found.at("/run/modelVersions")).hasSize(2);
        assertThat(found.at("/run/modelVersions/0/aliases")).isEmpty();
        assertThat(found.at("/run/data/params/0")).isEqualTo(JSON.readTree("{\"key\":\"p\",\"value\":\"1\"}"));
        assertThat(found.at("/run/inputs/datasetInputs/0/dataset/profile").asString("?"))
                .isEmpty();
        assertThat(found.at("/run/inputs/modelInputs").isArray()).isTrue();
        for (JsonNode metric : found.at("/run/data/metrics")) {
            switch (metric.path("key").asString()) {
                case "m" -> assertThat(metric.path("value").doubleValue()).isEqualTo(2.5);
                case "inf" -> assertThat(metric.path("value").doubleValue()).isEqualTo(Double.MAX_VALUE);
                default -> assertThat(metric.path("value").isNull()).isTrue();
            }
        }
        assertThat(data(GET_RUN, Map.of("data", Map.of("runUuid", run))).at("/mlflowGetRun"))
                .isEqualTo(found);
    }

    @Test
    void runsAreSearchedAsByRest() throws IOException {
        JsonNode found = data(
                        SEARCH_RUNS,
                        Map.of(
                                "data",
                                Map.of(
                                        "experimentIds",
                                        new String[] {experiment},
                                        "filter",
                                        "metrics.m > 2",
                                        "orderBy",
                                        new String[] {"metrics.m DESC"},
                                        "runViewType",
                                        "ALL",
                                        "maxResults",
                                        5)))
                .path("mlflowSearchRuns");
        assertThat(found.path("runs")).hasSize(1);
        assertThat(found.at("/runs/0/info/runId").asString()).isEqualTo(run);
        assertThat(found.at("/runs/0/modelVersions")).hasSize(2);
        assertThat(found.at("/nextPageToken").asString("?")).isEmpty();
        assertThat(data(
                                SEARCH_RUNS.replace("query", "mutation"),
                                Map.of("data", Map.of("experimentIds", new String[] {experiment})))
                        .at("/mlflowSearchRuns/runs"))
                .hasSize(1);
    }

    @Test
    void anExperimentIsTold() throws IOException {
        String query = """
                query Q($input: MlflowGetExperimentInput!) { mlflowGetExperiment(input: $input) { apiError { code }
                  experiment { experimentId name effectiveTraceArchivalRetention creationTime tags { key } } } }
                """;
        JsonNode found = data(query, Map.of("input", Map.of("experimentId", experiment)));
        assertThat(found.at("/mlflowGetExperiment/experiment/name").asString()).isEqualTo("shown");
        assertThat(found.at("/mlflowGetExperiment/experiment/effectiveTraceArchivalRetention")
                        .asString("?"))
                .isEmpty();
        assertThat(found.at("/mlflowGetExperiment/experiment/creationTime").isString())
                .isTrue();
    }

    @Test
    void historiesAreSampledInTheRangeThatIsAskedFor() throws IOException {
        JsonNode found = data(
                        HISTORY,
                        Map.of(
                                "data",
                                Map.of("runIds", new String[] {run}, "metricKey", "m", "startStep", 2, "endStep", 9)))
                .path("mlflowGetMetricHistoryBulkInterval");
        assertThat(found.path("__typename").asString()).isEqualTo("MlflowGetMetricHistoryBulkIntervalResponse");
        assertThat(found.path("metrics")).hasSize(1);
        assertThat(found.at("/metrics/0")).isEqualTo(JSON.readTree("""
                {"key": "m", "runId": "%s", "step": "2", "timestamp": "4", "value": 2.5}
                """.formatted(run)));
        assertThat(data(HISTORY, Map.of("data", Map.of("runIds", new String[] {run}, "metricKey", "nan")))
                        .at("/mlflowGetMetricHistoryBulkInterval/metrics/0/value")
                        .isNull())
                .isTrue();
    }

    @Test
    void artifactsModelVersionsAndDatasetsAreListed() throws IOException {
        assertThat(SERVER.put("%s/%s/artifacts/a.txt".formatted(experiment, run), "12345")
                        .status())
                .isEqualTo(200);
        JsonNode found = ask("""
                query Q($run: MlflowListArtifactsInput) {
                  mlflowListArtifacts(input: $run) { rootUri files { path isDir fileSize } }
                  mlflowSearchModelVersions(input: {filter: "name = 'churn'", maxResults: "1"}) {
                    modelVersions { name version tags { key } } nextPageToken }
                }
                """, Map.of("run", Map.of("runId", run))).json().path("data");
        assertThat(found.at("/mlflowListArtifacts/files/0"))
                .isEqualTo(JSON.readTree("{\"path\": \"a.txt\", \"isDir\": false, \"fileSize\": \"5\"}"));
        assertThat(found.at("/mlflowSearchModelVersions/modelVersions")).hasSize(1);
        assertThat(found.at("/mlflowSearchModelVersions/nextPageToken").asString(""))
                .isNotEmpty();
        assertThat(data("""
                mutation M($ids: [String]) { mlflowSearchDatasets(input: {experimentIds: $ids}) {
                  datasetSummaries { experimentId name digest context } } }
                """, Map.of("ids", new String[] {experiment})).at("/mlflowSearchDatasets/datasetSummaries/0"))
                .isEqualTo(JSON.readTree("""
                        {"experimentId": "%s", "name": "d", "digest": "x", "context": "train"}
                        """.formatted(experiment)));
    }

    @Test
    void answersAreCompactAndSorted() throws IOException {
        assertThat(ask("{ test(inputString: \"é\") { output } }", Map.of()).text())
                .isEqualTo("{\"data\":{\"test\":{\"output\":\"é\"}},\"errors\":null}");
        assertThat(ask("mutation { testMutation(inputString: \"a\") { output } }", Map.of())
                        .text())
                .isEqualTo("{\"data\":{\"testMutation\":{\"output\":\"a\"}},\"errors\":null}");
        assertThat(SERVER.get("/graphql?query="
                                + RunningServer.encoded("query Q($a: String) { test(inputString: $a) { output } }")
                                + "&variables=" + RunningServer.encoded("{\"a\": \"b\"}"))
                        .text())
                .isEqualTo("{\"data\":{\"test\":{\"output\":\"b\"}},\"errors\":null}");
    }

    @Test
    void whatARuleRefusesIsAnErrorInWordsBesideWhatElseWasAsked() throws IOException {
        assertThat(ask(
                                "{ mlflowGetExperiment(input: {experimentId: \"99\"}) { experiment { name } }"
                                        + " test(inputString: \"a\") { output } }",
                                Map.of())
                        .text())
                .isEqualTo("{\"data\":{\"mlflowGetExperiment\":null,\"test\":{\"output\":\"a\"}},"
                        + "\"errors\":[\"No Experiment with id=99 exists\"]}");
        assertThat(errors(GET_RUN, Map.of("data", Map.of("runId", "nope")))).isEqualTo("Run with id=nope not found");
        assertThat(errors(GET_RUN, Map.of("data", Map.of()))).contains("run_id");
        assertThat(errors(
                        SEARCH_RUNS,
                        Map.of("data", Map.of("experimentIds", new String[] {experiment}, "filter", "bad bad"))))
                .contains("Invalid filter");
        assertThat(errors(
                        HISTORY,
                        Map.of("data", Map.of("runIds", new String[] {run}, "metricKey", "m", "startStep", 1))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nope }",
                "{ ",
                "subscription { x }",
                "{ test(inputString: 5) { output } }",
                "{ test(inputString: \"x\") @foo { output } }",
                "{ test(inputString: \"x\") { ...G } }",
                "fragment F on Test { ...F } { test(inputString: \"x\") { ...F } }",
                "query A { test { output } } query B { test { output } }",
                "query Q($a: String!) { test(inputString: $a) { output } }",
                "query Q($m: LongString) { mlflowSearchModelVersions(input: {maxResults: $m}) { nextPageToken } }",
                "{ mlflowSearchModelVersions(input: {maxResults: 1.5}) { nextPageToken } }",
                "{ mlflowSearchModelVersions(input: {maxResults: 99999999999999999999}) { nextPageToken } }",
                "{ mlflowSearchRuns(input: {runViewType: BAD}) { nextPageToken } }"
            })
    void aQueryThatCannotBeAnsweredHasErrorsAndNoData(String query) throws IOException {
        Reply reply = ask(query, Map.of("m", "x"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("data").isNull()).isTrue();
        assertThat(reply.json().path("errors")).isNotEmpty().allMatch(JsonNode::isString);
    }

    @Test
    void queriesHaveLimits() throws IOException {
        String field = "test(inputString: \"x\") { output }";
        assertThat(errors("{ " + (field + " ").repeat(11) + "}", Map.of()))
                .isEqualTo("GraphQL queries should have at most 10 root fields, got 11 root fields.");
        assertThat(errors("{ ...F } fragment F on Query { " + (field + " ").repeat(11) + "}", Map.of()))
                .contains("root fields");
        assertThat(errors(
                        "{ test(inputString: \"x\") { a:output b:output c:output d:output e:output ...F } }"
                                + " fragment F on Test { f:output g:output h:output i:output j:output ... { k:output } }",
                        Map.of()))
                .isEqualTo("GraphQL queries should have at most 10 aliases, got 11 aliases.");
        assertThat(errors("{ test(inputString: \"x\") {" + " output".repeat(1_000) + "} }", Map.of()))
                .isEqualTo("Query exceeds maximum total selections of 1000");
        assertThat(errors(
                        "{ __schema { types { fields { type " + "{ ofType ".repeat(7) + "{ name } " + "}".repeat(7)
                                + "} } } }",
                        Map.of()))
                .isEqualTo("Query exceeds maximum depth of 10");
    }

    /// Ten searches, none of which is larger than its endpoint allows.
    @Test
    void searchesOfOneRequestHaveALimitTogether() throws IOException {
        String many = SERVER.post("experiments/create", "{\"name\": \"many\"}").field("experiment_id");
        for (int i = 0; i < 60; i++) {
            String id = SERVER.post("runs/create", "{\"experiment_id\": \"%s\"}".formatted(many))
                    .json()
                    .at("/run/info/run_id")
                    .asString();
            for (int part = 0; part < 1_000; part += 100) {
                int first = part;
                SERVER.post(
                        "runs/log-batch",
                        "{\"run_id\": \"%s\", \"params\": [%s]}"
                                .formatted(
                                        id,
                                        IntStream.range(0, 100)
                                                .mapToObj(n ->
                                                        "{\"key\": \"p%d\", \"value\": \"v\"}".formatted(first + n))
                                                .collect(Collectors.joining(","))));
            }
        }
        String query = IntStream.range(0, 10)
                .mapToObj(n -> "s" + n + ": mlflowSearchRuns(input: $data) { runs { data { params { key value } } } } ")
                .collect(Collectors.joining("", "query Q($data: MlflowSearchRunsInput!) {", "}"));
        Map<String, Object> all = Map.of("data", Map.of("experimentIds", new String[] {many}));
        assertThat(errors(query, all)).startsWith("A GraphQL answer has at most 1000000 values");
        assertThat(data(query.replace("params { key value }", "tags { key }"), all)
                        .at("/s9/runs"))
                .hasSize(60);
        SERVER.assertAnswers();
    }

    @ParameterizedTest
    @CsvSource({
        "400, []",
        "400, [{}]",
        "400, {bad",
        "400, {}",
        "400, ''",
        "400, {\"query\":5}",
        "400, '{\"query\":\"{test{output}}\",\"variables\":[1]}'"
    })
    void aBodyThatIsNoQueryIsRefused(int status, String body) throws IOException {
        assertThat(SERVER.send(Request.json("POST", "/graphql", body)).status()).isEqualTo(status);
    }

    @Test
    void hostileQueriesEndSoon() throws IOException {
        String deep = "{ test ".repeat(3_000);
        String wide = "{ " + "a ".repeat(100_000) + "}";
        String spreads = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }";
        for (String query :
                new String[] {deep, wide, spreads, "{" + "[".repeat(9_000), "\u0000", "#" + "x".repeat(50_000)}) {
            Reply reply = ask(query, Map.of());
            assertThat(reply.status()).as(query.substring(0, 1)).isIn(200, 400);
            assertThat(reply.text()).doesNotContain("Internal error");
        }
        SERVER.assertAnswers();
    }

    @Test
    void otherSitesAndOtherBodiesAreRefused() throws IOException {
        String query = "{\"query\":\"{ test(inputString: \\\"a\\\") { output } }\"}";
        Request request = Request.json("POST", "/graphql", query);
        assertThat(SERVER.send(request).status()).isEqualTo(200);
        assertThat(SERVER.send(request.with("Content-Type: text/plain")).status())
                .isEqualTo(400);
        assertThat(SERVER.send(request.with("Origin: http://evil.example")).status())
                .isEqualTo(403);
        assertThat(SERVER.send(request.with("Host: evil.example")).status()).isEqualTo(403);
        assertThat(SERVER.send(Request.json("POST", "/graphql/", query)).status())
                .isEqualTo(404);
    }

    @Test
    void theSchemaTellsOfItself() throws IOException {
        JsonNode found = data("{ __type(name: \"MlflowRunInfo\") { fields { name type { name } } } }", Map.of());
        assertThat(found.at("/__type/fields")).hasSizeGreaterThan(9);
        assertThat(Collections.singleton(found.at("/__type/fields/0/name").asString()))
                .containsExactly("runId");
    }

    private static JsonNode data(String query, Map<String, Object> variables) throws IOException {
        Reply reply = ask(query, variables);
        assertThat(reply.json().path("errors").isNull()).as(reply.text()).isTrue();
        return reply.json().path("data");
    }

    /// The one error of a query.
    private static String errors(String query, Map<String, Object> variables) throws IOException {
        Reply reply = ask(query, variables);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("errors")).as(reply.text()).hasSize(1);
        return reply.json().path("errors").path(0).asString();
    }

    private static Reply ask(String query, Map<String, Object> variables) throws IOException {
        String body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
        return SERVER.send(Request.json("POST", "/graphql", body));
    }
}
