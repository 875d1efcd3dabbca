package dev.cairn.traces;

import static dev.cairn.otlp.Export.message;
import static dev.cairn.otlp.Export.request;
import static dev.cairn.otlp.Export.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import dev.cairn.otlp.Export;
import java.io.IOException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Texts, numbers and lists of a length or kind that few send, over HTTP, on each database.
class OddTracesTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    private static final String V2 = "/api/2.0/mlflow/";
    private static final String V3 = "/api/3.0/mlflow/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(3);
    private final byte[] trace = new byte[16];
    private final String id;

    OddTracesTest() {
        new Random().nextBytes(trace);
        id = "tr-" + HexFormat.of().formatHex(trace);
    }

    static Stream<RunningServer> servers() {
        return Stream.of(SQLITE, POSTGRES);
    }

    private void send(RunningServer server, Export... spans) throws IOException {
        Reply reply = server.send(Request.of("POST", "/v1/traces")
                .with("x-mlflow-experiment-id: 0")
                .with("Content-Type: application/x-protobuf")
                .body(request(spans)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private Reply start(RunningServer server, String time, Map<String, String> metadata) throws IOException {
        return server.send(Request.json(
                "POST", V3 + "traces", """
                {"trace": {"trace_info": {"trace_id": "%s", "trace_location": {"type": "MLFLOW_EXPERIMENT",
                "mlflow_experiment": {"experiment_id": "0"}}, "request_time": "%s", "request_preview": "%s",
                "execution_duration": "1s", "state": "OK", "trace_metadata": %s}}}
                """.formatted(id, time, "p".repeat(50_000), JSON.writeValueAsString(metadata))));
    }

    private Reply assess(RunningServer server, String json, Map<String, String> metadata) throws IOException {
        return server.send(Request.json("POST", V3 + "traces/" + id + "/assessments", """
                {"assessment": {"assessment_name": "odd", "trace_id": "%s", "feedback": {"value": %s},
                "metadata": %s, "source": {"source_type": "HUMAN", "source_id": "me"}}}
                """.formatted(
                        id, json, JSON.writeValueAsString(metadata))));
    }

    /// Whether a search finds the trace; it must be answered in any case.
    private boolean finds(RunningServer server, String filter) throws IOException {
        Reply reply =
                server.send(Request.json("POST", V3 + "traces/search", """
                {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "0"}}],
                "filter": %s}
                """.formatted(JSON.writeValueAsString(filter))));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .path("traces")
                .valueStream()
                .anyMatch(found -> found.path("trace_id").asString().equals(id));
    }

    private JsonNode read(RunningServer server) throws IOException {
        Reply reply = server.get(V3 + "traces/get?trace_id=" + id);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("trace");
    }

    /// A text that no index compresses.
    private String noise(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 'a', 'z' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void idsThatAreTooLongForAnIndexAreRefusedOrCut(RunningServer server) throws IOException {
        String time = "2024-05-01T12:00:00Z";
        assertThat(start(server, time, Map.of("mlflow.trace.session", noise(3_000)))
                        .errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
        Reply started = start(server, time, Map.of("other", noise(3_000), "mlflow.trace.session", noise(250)));
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(started.json()
                        .at("/trace/trace_info/request_preview")
                        .asString()
                        .length())
                .isEqualTo(10_000);

        String session = noise(4_000);
        Reply assessed = assess(
                server, "true", Map.of("mlflow.trace.session", session, "mlflow.assessment.sourceRunId", noise(4_000)));
        assertThat(assessed.status()).as(assessed.text()).isEqualTo(200);
        assertThat(assessed.json()
                        .at("/assessment/metadata")
                        .path("mlflow.trace.session")
                        .asString())
                .isEqualTo(session);
        assertThat(assess(server, "true", Map.of("k", noise(1_100_000))).errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(assess(server, "\"" + noise(1_100_000) + "\"", Map.of()).errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");

        Reply prompts = server.send(Request.json(
                "POST",
                V2 + "traces/link-prompts",
                "{\"trace_id\": \"%s\", \"prompt_versions\": [{\"name\": \"%s\", \"version\": \"1\"}]}"
                        .formatted(id, noise(3_000))));
        assertThat(prompts.errorCode()).as(prompts.text()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aTimeThatNoCalendarHasIsRefused(RunningServer server) throws IOException {
        assertThat(start(server, "+292278994-08-17T07:12:55.807Z", Map.of()).errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
        Reply old = server.send(Request.json(
                "POST", V2 + "traces", "{\"experiment_id\": \"0\", \"timestamp_ms\": %d}".formatted(Long.MAX_VALUE)));
        assertThat(old.errorCode()).as(old.text()).isEqualTo("INVALID_PARAMETER_VALUE");
        send(server, span(trace, 1, 0, "root"));
        assertThat(finds(server, "attributes.end_time > 1")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void numbersOfASpanAreAsClientsReadThem(RunningServer server) throws IOException {
        send(
                server,
                span(trace, 1, 0, "root").field(11, message().fixed64(1, -1).text(2, "late")));
        Reply json = server.send(Request.of("POST", "/v1/traces")
                .with("x-mlflow-experiment-id: 0")
                .with("Content-Type: application/json")
                .body("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "00000000000000ff",
                "parentSpanId": "0000000000000001", "startTimeUnixNano": "1", "droppedEventsCount": -1,
                "droppedAttributesCount": 99999999999, "flags": -7,
                "events": [{"timeUnixNano": "18446744073709551615"}, {"timeUnixNano": 9223372036854775808}]}]}]}]}
                """.formatted(HexFormat.of().formatHex(trace))));
        assertThat(json.status()).as(json.text()).isEqualTo(200);

        JsonNode spans = read(server).path("spans");

        assertThat(spans.at("/0/events/0/time_unix_nano").asString()).isEqualTo("18446744073709551615");
        assertThat(spans.at("/1/events/0/time_unix_nano").asString()).isEqualTo("18446744073709551615");
        assertThat(spans.at("/1/events/1/time_unix_nano").asString()).isEqualTo("9223372036854775808");
        assertThat(spans.at("/1/dropped_attributes_count").asLong()).isEqualTo(0xffffffffL);
        assertThat(spans.get(1).has("dropped_events_count")).isFalse();
        assertThat(spans.get(1).has("flags")).isFalse();
    }

    /// Clients read a span with protobuf's reader, which goes 100 messages deep.
    @ParameterizedTest
    @MethodSource("servers")
    void valuesThatLieDeeperThanClientsReadStayTexts(RunningServer server) throws IOException {
        String deep = "{\"a\":".repeat(31) + "1" + "}".repeat(31);
        String fine = "{\"a\":".repeat(30) + "1" + "}".repeat(30);
        send(
                server,
                span(trace, 1, 0, "root")
                        .with("deep", deep)
                        .with("fine", fine)
                        .with("lists", "[".repeat(47) + "]".repeat(47)));

        JsonNode attributes = read(server).at("/spans/0/attributes");

        assertThat(attributes.at("/0/value/string_value").asString()).isEqualTo(deep);
        assertThat(attributes.get(1).at("/value").has("kvlist_value")).isTrue();
        assertThat(attributes.get(2).at("/value").has("string_value")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aTraceOfWhichSpansAreMissingIsNotGivenInABatch(RunningServer server) throws IOException {
        assertThat(start(
                                server,
                                "2024-05-01T12:00:00Z",
                                Map.of("mlflow.trace.sizeStats", "{\"total_size_bytes\": 9, \"num_spans\": 2}"))
                        .status())
                .isEqualTo(200);
        send(server, span(trace, 1, 0, "root"));
        String batch = V3 + "traces/batchGet?trace_ids=" + id;
        assertThat(server.get(batch).json().path("traces").size()).isZero();

        send(server, span(trace, 2, 1, "child"));

        assertThat(server.get(batch).json().at("/traces/0/spans").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void feedbackIsFoundByItsTextWithQuotesAndWithout(RunningServer server) throws IOException {
        send(server, span(trace, 1, 0, "root"));
        assertThat(assess(server, "\"yes\"", Map.of()).status()).isEqualTo(200);

        for (String filter : List.of(
                "feedback.odd = 'yes'",
                "feedback.odd = '\"yes\"'",
                "feedback.odd IN ('no', '\"yes\"')",
                "feedback.odd LIKE 'y%'")) {
            assertThat(finds(server, filter)).as(filter).isTrue();
        }
        assertThat(finds(server, "feedback.odd = '\"no\"'")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void halfACharacterBreaksNoSearch(RunningServer server) throws IOException {
        send(
                server,
                span(trace, 1, 0, "root").with("half", "{\"a\": \"x\\ud800y\"}").with("quoted", "\"\\udc00\""));
        assertThat(assess(server, "\"\\ud800 half\"", Map.of()).status()).isEqualTo(200);
        assertThat(assess(server, "\"a whole one\"", Map.of()).status()).isEqualTo(200);

        assertThat(finds(server, "feedback.odd LIKE '%whole%'")).isTrue();
        assertThat(finds(server, "feedback.odd ILIKE '%nothing%'")).isFalse();
        assertThat(finds(server, "span.attributes.half LIKE '%nothing%'")).isFalse();
        assertThat(read(server).path("spans").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void longFiltersAndManyAggregationsAreAnswered(RunningServer server) throws IOException {
        String text = noise(60_000);
        send(server, span(trace, 1, 0, "root").with("long", text));

        assertThat(finds(server, "span.attributes.long = '" + text + "'")).isTrue();
        assertThat(finds(server, "span.attributes.long = '" + text.replace('a', 'b') + "'"))
                .isFalse();

        String filters = String.join(",", Collections.nCopies(51, "\"trace.status = 'OK'\""));
        Reply metrics = server.send(Request.json("POST", V3 + "traces/metrics", """
                {"experiment_ids": ["0"], "view_type": "TRACES", "metric_name": "trace_count",
                "aggregations": [{"aggregation_type": "COUNT"}], "filters": [%s]}
                """.formatted(filters)));
        assertThat(metrics.errorCode()).as(metrics.text()).isEqualTo("INVALID_PARAMETER_VALUE");
    }
}
