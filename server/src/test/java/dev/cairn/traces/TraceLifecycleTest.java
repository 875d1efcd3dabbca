package dev.cairn.traces;

import static dev.cairn.otlp.Export.request;
import static dev.cairn.otlp.Export.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What becomes of traces after they came in: tags, files, deletion, and the routes of old clients.
class TraceLifecycleTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    private static final String V2 = "/api/2.0/mlflow/";
    private static final String V3 = "/api/3.0/mlflow/";

    static Stream<RunningServer> servers() {
        return Stream.of(SQLITE, POSTGRES);
    }

    private static String experiment(RunningServer server) throws IOException {
        return server.post("experiments/create", "{\"name\": \"e%d\"}".formatted(new Random().nextLong()))
                .field("experiment_id");
    }

    /// A trace of one span that began `second` seconds after 1970.
    private static String trace(RunningServer server, String experiment, long second) throws IOException {
        byte[] id = new byte[16];
        new Random().nextBytes(id);
        Reply reply = server.send(Request.of("POST", "/v1/traces")
                .with("x-mlflow-experiment-id: " + experiment)
                .with("Content-Type: application/x-protobuf")
                .body(request(span(id, 9, 0, "only")
                        .fixed64(7, second * 1_000_000_000)
                        .with("mlflow.spanInputs", "{\"a\": [1]}"))));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return "tr-" + HexFormat.of().formatHex(id);
    }

    private static JsonNode info(RunningServer server, String trace) throws IOException {
        return server.get(V3 + "traces/" + trace).json().at("/trace/trace_info");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void tagsAreSetAndDeletedUnderBothVersions(RunningServer server) throws IOException {
        String trace = trace(server, "0", 1);
        for (String version : new String[] {V2, V3}) {
            String tags = version + "traces/" + trace + "/tags";
            assertThat(server.send(Request.json("PATCH", tags, "{\"key\": \"k\", \"value\": \"" + version + "\"}"))
                            .status())
                    .isEqualTo(200);
            assertThat(info(server, trace).at("/tags/k").asString()).isEqualTo(version);
            assertThat(server.send(Request.json("DELETE", tags, "{\"key\": \"k\"}"))
                            .status())
                    .isEqualTo(200);
            assertThat(info(server, trace).path("tags").has("k")).isFalse();
            assertThat(server.send(Request.json("DELETE", tags, "{\"key\": \"k\"}"))
                            .status())
                    .isEqualTo(404);
            Reply immutable = server.send(
                    Request.json("PATCH", tags, "{\"key\": \"mlflow.trace.spansLocation\", \"value\": \"x\"}"));
            assertThat(immutable.message())
                    .isEqualTo("Tag 'mlflow.trace.spansLocation' is immutable and cannot be set on a trace.");
            assertThat(server.send(Request.json("PATCH", version + "traces/tr-none/tags", "{\"key\": \"k\"}"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theOldestAreDeletedFirst(RunningServer server) throws IOException {
        String experiment = experiment(server);
        String first = trace(server, experiment, 10);
        String second = trace(server, experiment, 20);
        String third = trace(server, experiment, 30);

        assertThat(deleted(server, experiment, "\"max_timestamp_millis\": 20000, \"max_traces\": 1"))
                .isEqualTo(1);
        assertThat(info(server, first).isMissingNode()).isTrue();
        assertThat(deleted(server, experiment, "\"max_timestamp_millis\": \"20000\""))
                .isEqualTo(1);
        assertThat(info(server, second).isMissingNode()).isTrue();
        assertThat(info(server, third).path("trace_id").asString()).isEqualTo(third);
        assertThat(server.get(V3 + "traces/get?trace_id=" + first).status()).isEqualTo(404);
    }

    private static int deleted(RunningServer server, String experiment, String criteria) throws IOException {
        return server.send(Request.json(
                        "POST",
                        V3 + "traces/delete-traces",
                        "{\"experiment_id\": \"%s\", %s}".formatted(experiment, criteria)))
                .json()
                .path("traces_deleted")
                .asInt();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theFilesOfADeletedTraceWaitInTheTrash(RunningServer server) throws IOException {
        String experiment = experiment(server);
        String gone = trace(server, experiment, 1);
        String stays = trace(server, experiment, 2);
        for (String trace : new String[] {gone, stays}) {
            String folder = info(server, trace)
                    .at("/tags/mlflow.artifactLocation")
                    .asString()
                    .replace("mlflow-artifacts:/", "");
            assertThat(server.put(folder + "/attachments/a.txt", "x").status()).isEqualTo(200);
            assertThat(server.send(Request.json(
                                    "PATCH",
                                    V3 + "traces/" + trace + "/tags",
                                    "{\"key\": \"mlflow.artifactLocation\", \"value\": \"mlflow-artifacts:/\"}"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(server.get("/ajax-api/3.0/mlflow/get-trace-artifact?path=a.txt&request_id=" + gone)
                        .text())
                .isEqualTo("x");
        String other = experiment(server);
        assertThat(deleted(server, other, "\"request_ids\": [\"%s\"]".formatted(gone)))
                .isZero();
        assertThat(deleted(server, experiment, "\"request_ids\": [\"%s\", \"none\"]".formatted(gone)))
                .isEqualTo(1);

        assertThat(server.get("/ajax-api/3.0/mlflow/get-trace-artifact?path=a.txt&request_id=" + gone)
                        .status())
                .isEqualTo(404);
        assertThat(server.stored()).anyMatch(path -> path.contains(gone));
        assertThat(server.stored()).anyMatch(path -> path.contains(stays));
        assertThat(server.get("/ajax-api/3.0/mlflow/get-trace-artifact?path=..%2f..%2fx&request_id=" + stays)
                        .status())
                .isEqualTo(400);
    }

    /// What each reading route answers of a trace, with the trace's own id taken out.
    private static List<String> readings(RunningServer server, String experiment, String trace) throws IOException {
        String one = V3 + "traces/" + trace;
        String home = "[{\"type\": \"MLFLOW_EXPERIMENT\", \"mlflow_experiment\": {\"experiment_id\": \"%s\"}}]"
                .formatted(experiment);
        List<Reply> replies = new ArrayList<>();
        for (String path : List.of(
                one,
                V3 + "traces/get?trace_id=" + trace,
                V3 + "traces/batchGet?trace_ids=" + trace,
                V2 + "traces/" + trace + "/info",
                V2 + "traces?experiment_ids=" + experiment,
                "/ajax-api/3.0/mlflow/get-trace-artifact?request_id=" + trace)) {
            replies.add(server.get(path));
        }
        Map<String, String> posts = new TreeMap<>();
        posts.put(V3 + "traces/batchGetInfos", "{\"trace_ids\": [\"%s\"]}".formatted(trace));
        posts.put(V3 + "traces/search", "{\"locations\": %s, \"filter\": \"span.name = 'only'\"}".formatted(home));
        posts.put(V3 + "traces/search ", "{\"locations\": %s, \"order_by\": [\"execution_time\"]}".formatted(home));
        posts.put(V3 + "traces/metrics", """
                {"experiment_ids": ["%s"], "view_type": "SPANS", "metric_name": "span_count",
                  "aggregations": [{"aggregation_type": "COUNT"}]}
                """.formatted(experiment));
        posts.put(
                V3 + "traces/calculate-filter-correlation",
                "{\"experiment_ids\": [\"%s\"], \"filter_string1\": \"status = 'OK'\", \"filter_string2\": \"name = 'only'\"}"
                        .formatted(experiment));
        for (Map.Entry<String, String> post : posts.entrySet()) {
            replies.add(server.send(Request.json("POST", post.getKey().strip(), post.getValue())));
        }
        replies.add(server.send(Request.json("PATCH", one + "/tags", "{\"key\": \"k\", \"value\": \"v\"}")));
        replies.add(server.send(Request.json(
                "POST",
                one + "/assessments",
                "{\"assessment\": {\"assessment_name\": \"n\", \"feedback\": {\"value\": 1}}}")));
        return replies.stream()
                .map(reply -> reply.status() + " " + reply.text().replace(trace, "ID"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noRouteSeesADeletedTraceUntilItIsRestored(RunningServer server) throws IOException {
        String experiment = experiment(server);
        List<String> ofNone = readings(server, experiment, "tr-none");
        String trace = trace(server, experiment, 1);
        assertThat(info(server, trace).path("trace_id").asString()).isEqualTo(trace);
        assertThat(deleted(server, experiment, "\"request_ids\": [\"%s\"]".formatted(trace)))
                .isEqualTo(1);

        assertThat(readings(server, experiment, trace)).isEqualTo(ofNone);
        String hidden = server.get("/api/3.0/cairn/trash?kind=trace&experiment_id=" + experiment)
                .text();
        assertThat(hidden).contains(trace);
        for (int number = 1; number < 200; number++) {
            assertThat(server.get(V3 + "traces/" + number + "~" + trace).status())
                    .isEqualTo(404);
        }

        assertThat(server.send(Request.json(
                                "POST", "/api/3.0/cairn/trash/restore", "{\"trace_ids\": [\"%s\"]}".formatted(trace)))
                        .status())
                .isEqualTo(200);
        List<String> again = readings(server, experiment, trace);
        for (int route = 0; route < ofNone.size(); route++) {
            assertThat(again.get(route)).isNotEqualTo(ofNone.get(route));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void deletionNeedsExactlyOneCriterion(RunningServer server) throws IOException {
        for (String criteria : new String[] {
            "\"max_traces\": 1",
            "\"max_timestamp_millis\": 1, \"request_ids\": [\"a\"]",
            "\"max_traces\": 1, \"request_ids\": [\"a\"]",
            "\"max_timestamp_millis\": 1, \"max_traces\": 0"
        }) {
            Reply reply = server.send(Request.json(
                    "POST", V2 + "traces/delete-traces", "{\"experiment_id\": \"0\", %s}".formatted(criteria)));
            assertThat(reply.status()).as(criteria).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theUiReadsSpansAsAFile(RunningServer server) throws IOException {
        String trace = trace(server, "0", 1);

        JsonNode span = server.get("/ajax-api/3.0/mlflow/get-trace-artifact?request_id=" + trace)
                .json()
                .at("/spans/0");

        assertThat(span.path("span_id").asString()).isEqualTo("AAAAAAAAAAk=");
        assertThat(span.path("parent_span_id").asString()).isEmpty();
        assertThat(span.at("/attributes/mlflow.spanInputs").asString()).isEqualTo("{\"a\":[1]}");
        assertThat(span.at("/attributes/mlflow.traceRequestId").asString()).isEqualTo("\"" + trace + "\"");
        assertThat(server.get("/ajax-api/3.0/mlflow/get-trace-artifact").status())
                .isEqualTo(400);
        assertThat(server.get("/ajax-api/2.0/mlflow/get-trace-artifact?request_id=none")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oldClientsStartAndEndTraces(RunningServer server) throws IOException {
        JsonNode started =
                server.send(Request.json("POST", V2 + "traces", """
                        {"experiment_id": "0", "timestamp_ms": 1000, "request_metadata": [{"key": "m", "value": "1"}],
                        "tags": [{"key": "t", "value": "2"}]}
                        """)).json().path("trace_info");
        String id = started.path("request_id").asString();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(started.path("status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(started.at("/request_metadata/0/key").asString()).isEqualTo("m");

        Reply ended = server.send(Request.json(
                "PATCH",
                V2 + "traces/" + id,
                "{\"timestamp_ms\": 1500, \"status\": \"OK\", \"tags\": [{\"key\": \"u\", \"value\": \"3\"}]}"));
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        JsonNode info = server.get(V2 + "traces/" + id + "/info").json().path("trace_info");
        assertThat(info.path("status").asString()).isEqualTo("OK");
        assertThat(info.path("execution_time_ms").asLong()).isEqualTo(500);
        assertThat(info.path("tags").toString()).contains("\"u\"").contains("\"t\"");
        assertThat(server.get(V3 + "traces/get?trace_id=" + id).status()).isEqualTo(404);
    }
}
