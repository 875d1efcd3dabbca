package dev.cairn.traces;

import static dev.cairn.otlp.Export.message;
import static dev.cairn.otlp.Export.request;
import static dev.cairn.otlp.Export.requestOf;
import static dev.cairn.otlp.Export.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Json;
import dev.cairn.otlp.Export;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Spans as exporters send them, over HTTP, on each database.
class SpanIngestTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    private static final String V3 = "/api/3.0/mlflow/";

    private final byte[] trace = new byte[16];
    private final String id;

    SpanIngestTest() {
        new Random().nextBytes(trace);
        id = "tr-" + HexFormat.of().formatHex(trace);
    }

    static Stream<RunningServer> servers() {
        return Stream.of(SQLITE, POSTGRES);
    }

    private static Request export(byte[] body) {
        return Request.of("POST", "/v1/traces")
                .with("x-mlflow-experiment-id: 0")
                .with("Content-Type: application/x-protobuf")
                .body(body);
    }

    private static void send(RunningServer server, byte[] body) throws IOException {
        Reply reply = server.send(export(body));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Content-Type")).contains("application/x-protobuf");
    }

    private JsonNode read(RunningServer server) throws IOException {
        Reply reply = server.get(V3 + "traces/get?trace_id=" + id);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("trace");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void spansAreReadAsTheyWereSent(RunningServer server) throws IOException {
        send(
                server,
                requestOf(
                        message().resource("service.name", "shop").resource("telemetry.sdk.name", "x"),
                        span(trace, 1, 0, "root")
                                .with("mlflow.spanType", "\"AGENT\"")
                                .with("mlflow.spanInputs", "{\"question\": \"why?\", \"n\": [1, 2.5, null]}")
                                .with("mlflow.spanOutputs", "\"because\"")
                                .with("plain", "123")
                                .with("count", message().number(3, 7))
                                .with("mlflow.traceTag.team", "\"a\""),
                        span(trace, 2, 1, "child")));

        JsonNode found = read(server);

        assertThat(found.at("/trace_info/state").asString()).isEqualTo("OK");
        assertThat(found.at("/trace_info/request_time").asString()).isEqualTo("2023-11-14T22:13:20.001Z");
        assertThat(found.at("/trace_info/execution_duration").asString()).isEqualTo("0.002s");
        assertThat(found.at("/trace_info/request_preview").asString())
                .isEqualTo("{\"question\":\"why?\",\"n\":[1,2.5,null]}");
        assertThat(found.at("/trace_info/response_preview").asString()).isEqualTo("\"because\"");
        assertThat(found.at("/trace_info/tags/service.name").asString()).isEqualTo("shop");
        assertThat(found.at("/trace_info/tags/team").asString()).isEqualTo("a");
        assertThat(found.at("/trace_info/tags/mlflow.trace.spansLocation").asString())
                .isEqualTo("TRACKING_STORE");
        assertThat(found.at("/trace_info/tags").has("telemetry.sdk.name")).isFalse();
        JsonNode root = found.at("/spans/0");
        assertThat(root.path("name").asString()).isEqualTo("root");
        assertThat(root.path("span_id").asString()).isEqualTo("AAAAAAAAAAE=");
        assertThat(root.has("parent_span_id")).isFalse();
        assertThat(root.path("start_time_unix_nano").asLong()).isEqualTo(1_700_000_000_001_000_000L);
        assertThat(attribute(root, "mlflow.spanType").path("string_value").asString())
                .isEqualTo("AGENT");
        assertThat(attribute(root, "plain").path("string_value").asString()).isEqualTo("123");
        assertThat(attribute(root, "count").path("int_value").asLong()).isEqualTo(7);
        assertThat(attribute(root, "mlflow.spanInputs")
                        .at("/kvlist_value/values/0/value/string_value")
                        .asString())
                .isEqualTo("why?");
        assertThat(found.at("/spans/1/parent_span_id").asString()).isEqualTo("AAAAAAAAAAE=");
        assertThat(found.at("/spans/1/status/code").asString()).isEqualTo("STATUS_CODE_OK");
    }

    private static JsonNode attribute(JsonNode span, String key) {
        return span.path("attributes")
                .valueStream()
                .filter(pair -> pair.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("value");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void jsonIsReadLikeProtobuf(RunningServer server) throws IOException {
        String body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "00000000000000ff",
                "name": "j", "kind": "SPAN_KIND_SERVER", "startTimeUnixNano": "1700000000000000000",
                "endTimeUnixNano": 1700000001000000000, "status": {"code": 2, "message": "broken"}, "tomorrow": 1,
                "attributes": [{"key": "a", "value": {"intValue": "5"}}]}]}]}]}
                """.formatted(id.substring(3));
        Reply reply = server.send(export(new byte[0])
                .with("Content-Type: application/json; charset=utf-8")
                .body(body));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode found = read(server);
        assertThat(found.at("/trace_info/state").asString()).isEqualTo("ERROR");
        assertThat(found.at("/trace_info/execution_duration").asString()).isEqualTo("1s");
        assertThat(found.at("/spans/0/span_id").asString()).isEqualTo("AAAAAAAAAP8=");
        assertThat(found.at("/spans/0/kind").asString()).isEqualTo("SPAN_KIND_SERVER");
        assertThat(found.at("/spans/0/status/message").asString()).isEqualTo("broken");
        assertThat(attribute(found.at("/spans/0"), "a").path("int_value").asLong())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void laterSpansWidenATraceUntilItsClientTellsOfIt(RunningServer server) throws IOException {
        send(server, request(span(trace, 5, 1, "late").with("mlflow.chat.tokenUsage", "{\"input_tokens\": 3}")));
        assertThat(read(server).at("/trace_info/state").asString()).isEqualTo("IN_PROGRESS");

        send(
                server,
                request(
                        span(trace, 1, 0, "root").with("session.id", "s1").with("user.id", "u1"),
                        span(trace, 7, 5, "below").with("mlflow.chat.tokenUsage", "{\"input_tokens\": 3}"),
                        span(trace, 8, 1, "beside")
                                .with("mlflow.chat.tokenUsage", "{\"input_tokens\": 4, \"output_tokens\": 1}")));
        JsonNode info = read(server).path("trace_info");
        assertThat(info.path("state").asString()).isEqualTo("OK");
        assertThat(info.path("request_time").asString()).isEqualTo("2023-11-14T22:13:20.001Z");
        assertThat(info.path("execution_duration").asString()).isEqualTo("0.008s");
        assertThat(info.at("/trace_metadata/mlflow.trace.tokenUsage").asString())
                .isEqualTo("{\"input_tokens\":7,\"output_tokens\":1,\"total_tokens\":0}");
        assertThat(info.at("/trace_metadata/mlflow.trace.session").asString()).isEqualTo("s1");
        assertThat(info.at("/trace_metadata/mlflow.trace.user").asString()).isEqualTo("u1");

        start(server, "{\"mlflow.trace.tokenUsage\": \"{\\\"input_tokens\\\": 99}\"}");
        send(server, request(span(trace, 90, 1, "last").with("mlflow.chat.tokenUsage", "{\"input_tokens\": 1}")));

        JsonNode end = read(server).path("trace_info");
        assertThat(end.path("request_time").asString()).isEqualTo("2024-05-01T12:00:00Z");
        assertThat(end.path("execution_duration").asString()).isEqualTo("2s");
        assertThat(end.at("/trace_metadata/mlflow.trace.tokenUsage").asString()).isEqualTo("{\"input_tokens\": 99}");
        assertThat(read(server).path("spans").size()).isEqualTo(5);
    }

    private void start(RunningServer server, String metadata) throws IOException {
        Reply reply = server.send(Request.json("POST", V3 + "traces", """
                {"trace": {"trace_info": {"trace_id": "%s", "trace_location": {"type": "MLFLOW_EXPERIMENT",
                "mlflow_experiment": {"experiment_id": "0"}}, "request_time": "2024-05-01T12:00:00Z",
                "execution_duration": "2s", "state": "OK", "trace_metadata": %s}}}
                """.formatted(id, metadata)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSpanThatIsSentAgainReplacesItself(RunningServer server) throws IOException {
        send(server, request(span(trace, 1, 0, "before")));
        send(server, request(span(trace, 1, 0, "after"), span(trace, 1, 0, "twice")));

        assertThat(read(server).path("spans").size()).isEqualTo(1);
        assertThat(read(server).at("/spans/0/name").asString()).isEqualTo("twice");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatASpanUsedCountsAsItWasSentLast(RunningServer server) throws IOException {
        String three = "{\"input_tokens\": 3}";
        String cost = "{\"input_cost\": 1, \"output_cost\": 0, \"total_cost\": 1}";
        Export used = span(trace, 5, 1, "model").with("mlflow.chat.tokenUsage", three);
        send(server, request(span(trace, 1, 0, "root"), used));
        send(server, request(used));
        send(server, request(used, used));
        assertThat(inputTokens(server)).isEqualTo(3);

        // the usage moves to the span beside
        Export beside = span(trace, 6, 1, "beside")
                .with("mlflow.chat.tokenUsage", three)
                .with("mlflow.llm.cost", cost);
        send(server, request(span(trace, 5, 1, "model")));
        send(server, request(beside));
        assertThat(inputTokens(server)).isEqualTo(3);

        send(server, request(span(trace, 6, 1, "beside").with("mlflow.chat.tokenUsage", "{\"input_tokens\": 2}")));
        assertThat(inputTokens(server)).isEqualTo(2);
    }

    private long inputTokens(RunningServer server) throws IOException {
        String usage = read(server)
                .at("/trace_info/trace_metadata/mlflow.trace.tokenUsage")
                .asString();
        return Json.readTree(usage.getBytes(StandardCharsets.UTF_8))
                .path("input_tokens")
                .asLong();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void packedBodiesAreUnpacked(RunningServer server) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(request(span(trace, 1, 0, "a")));
        }
        ByteArrayOutputStream deflate = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflate)) {
            out.write(request(span(trace, 2, 1, "b")));
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(raw, new java.util.zip.Deflater(6, true))) {
            out.write(request(span(trace, 3, 1, "c")));
        }

        assertThat(server.send(export(gzip.toByteArray()).with("Content-Encoding: gzip"))
                        .status())
                .isEqualTo(200);
        assertThat(server.send(export(deflate.toByteArray()).with("Content-Encoding: deflate"))
                        .status())
                .isEqualTo(200);
        assertThat(server.send(export(raw.toByteArray()).with("Content-Encoding: deflate"))
                        .status())
                .isEqualTo(200);
        assertThat(read(server).path("spans").size()).isEqualTo(3);
    }

    @Test
    void aBodyThatUnpacksToMoreThanTheServerTakesIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                out.write(zeros);
            }
        }

        Reply reply = SQLITE.send(export(bomb.toByteArray()).with("Content-Encoding: gzip"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("detail")).contains("larger than 64 MiB");
    }

    @Test
    void whatIsMissingOrWrongIsTold() throws IOException {
        byte[] good = request(span(trace, 1, 0, "a"));
        Reply noHeader = SQLITE.send(export(good).without("x-mlflow-experiment-id"));
        assertThat(noHeader.status()).isEqualTo(422);
        assertThat(noHeader.json().at("/detail/0/loc/1").asString()).isEqualTo("x-mlflow-experiment-id");

        assertRefused(400, "Invalid Content-Type", export(good).with("Content-Type: text/plain"));
        assertRefused(400, "Unsupported Content-Encoding: br", export(good).with("Content-Encoding: br"));
        assertRefused(400, "Failed to decompress gzip", export(good).with("Content-Encoding: gzip"));
        assertRefused(400, "no spans found", export(new byte[0]));
        assertRefused(400, "Invalid OpenTelemetry format", export(new byte[] {10, 127, 1}));
        assertRefused(
                400,
                "the key of an attribute of span 0000000000000001 is not valid UTF-8",
                export(request(span(trace, 1, 0, "a").field(9, message().bytes(1, new byte[] {(byte) 0xff})))));
        assertRefused(422, "trace_id", export(request(span(new byte[0], 1, 0, "a"))));
        assertRefused(422, "16", export(request(span(new byte[4], 1, 0, "a"))));
        assertRefused(422, "span_id", export(request(span(trace, 0, 0, "a"))));
        assertRefused(422, "2262", export(request(span(trace, 1, 0, "a").fixed64(7, -1))));
        assertRefused(400, "Invalid OpenTelemetry format", json("{"));
        assertRefused(400, "the body is empty.", json(""));
        assertRefused(400, "the body is empty.", json(" \n"));
        assertRefused(422, "2262", json(spanOfStart("\"18446744073709551615\"")));
        assertRefused(422, "2262", json(spanOfStart("9223372036854775808")));
        for (String time : new String[] {"\"-5\"", "-5", "\"18446744073709551616\"", "99999999999999999999"}) {
            assertRefused(400, "must be from 0 to 2^64 - 1 nanoseconds", json(spanOfStart(time)));
        }
        assertRefused(400, "must be a whole number", json(spanOfStart("\"noon\"")));
        assertThat(SQLITE.send(export(good).with("x-mlflow-experiment-id: 999999"))
                        .errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(SQLITE.get(V3 + "traces/get?trace_id=" + id).status()).isEqualTo(404);
    }

    private static Request json(String body) {
        return export(body.getBytes(StandardCharsets.UTF_8)).with("Content-Type: application/json");
    }

    private static String spanOfStart(String time) {
        return """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0000000000000000000000000000000a",
                "spanId": "00000000000000ff", "startTimeUnixNano": %s}]}]}]}
                """.formatted(time);
    }

    private static void assertRefused(int status, String detail, Request request) throws IOException {
        Reply reply = SQLITE.send(request);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.field("detail")).contains(detail);
    }

    @Test
    void valuesThatLieTooDeepAreRefused() throws IOException {
        Export value = message().number(3, 1);
        for (int i = 0; i < 10_000; i++) {
            value = message().field(5, message().field(1, value));
        }

        assertRefused(400, "deep", export(request(span(trace, 1, 0, "a").with("k", value))));
        assertRefused(
                400,
                "Invalid OpenTelemetry format: values lie more than 500 deep in each other",
                json("{\"unknown\": " + "[".repeat(501)));
        assertRefused(
                400,
                "Invalid OpenTelemetry format: a number has more digits than any that can be kept",
                json(spanOfStart("1".repeat(1_001))));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oddSpansAreStoredAsTheyAre(RunningServer server) throws IOException {
        String large = "x".repeat(10 * 1024 * 1024);
        Export old = message()
                .bytes(1, trace)
                .bytes(2, Export.id(3))
                .bytes(4, Export.id(77))
                .text(5, "old \0 name")
                .fixed64(7, 0);
        send(
                server,
                request(
                        old,
                        span(trace, 4, 5, "circle")
                                .with("mlflow.chat.tokenUsage", "{\"input_tokens\": 1}")
                                .with("not json", "{\"a\": ")
                                .with("deep", "[".repeat(2000) + "]".repeat(2000)),
                        span(trace, 5, 4, "circle"),
                        span(trace, 6, 6, "self"),
                        span(trace, 7, 4, "large").with("blob", large)));

        JsonNode found = read(server);

        assertThat(found.path("spans").size()).isEqualTo(5);
        assertThat(found.at("/trace_info/request_time").asString()).isEqualTo("1970-01-01T00:00:00Z");
        JsonNode first = found.at("/spans/0");
        assertThat(first.path("name").asString()).isEqualTo("old \0 name");
        assertThat(first.has("end_time_unix_nano")).isFalse();
        JsonNode last = found.at("/spans/4");
        assertThat(attribute(last, "blob").path("string_value").asString()).isEqualTo(large);
        assertThat(attribute(found.at("/spans/1"), "not json")
                        .path("string_value")
                        .asString())
                .isEqualTo("{\"a\": ");
        assertThat(found.at("/trace_info/trace_metadata/mlflow.trace.tokenUsage")
                        .asString())
                .contains("\"input_tokens\":1");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aLongTraceIsReadPageByPage(RunningServer server) throws IOException {
        Export[] spans = new Export[250];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = span(trace, i + 1, i, "s" + i);
        }
        send(server, request(spans));

        List<String> names = new ArrayList<>();
        int pages = readPages(server, 100, names);

        assertThat(names)
                .containsExactlyElementsOf(
                        IntStream.range(0, 250).mapToObj(i -> "s" + i).toList());
        assertThat(pages).isEqualTo(3);
        assertThat(server.get(V3 + "traces/get?max_spans=0&trace_id=" + id).status())
                .isEqualTo(400);
        assertThat(server.get(V3 + "traces/get?page_token=zzz&trace_id=" + id).status())
                .isEqualTo(400);
    }

    /// The server itself looks for 5,000 spans at a time.
    @ParameterizedTest
    @MethodSource("servers")
    void aTraceOfThirtyThousandSpansIsReadByPagesOfAnySize(RunningServer server) throws IOException {
        int count = 30_000;
        for (int from = 0; from < count; from += 10_000) {
            Export[] spans = new Export[10_000];
            for (int i = 0; i < spans.length; i++) {
                spans[i] = span(trace, from + i + 1, from + i, "s" + (from + i));
            }
            send(server, request(spans));
        }

        for (int size : List.of(4_999, 5_000, 5_001, 10_000, 15_000, 29_999, count, count + 1)) {
            List<String> names = new ArrayList<>();
            int pages = readPages(server, size, names);
            assertThat(names).as("pages of %d", size).hasSize(count).doesNotHaveDuplicates();
            assertThat(names.getFirst()).isEqualTo("s0");
            assertThat(names.getLast()).isEqualTo("s29999");
            assertThat(pages).as("pages of %d", size).isEqualTo((count + size - 1) / size);
        }
        assertThat(read(server).path("spans").size()).isEqualTo(count);
    }

    private int readPages(RunningServer server, int size, List<String> names) throws IOException {
        String token = "";
        int pages = 0;
        do {
            JsonNode page = server.get(V3 + "traces/get?max_spans=" + size + "&trace_id=" + id + "&page_token=" + token)
                    .json();
            page.at("/trace/spans").forEach(span -> names.add(span.path("name").asString()));
            token = RunningServer.encoded(page.path("next_page_token").asString(""));
            pages++;
        } while (!token.isEmpty());
        return pages;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void severalTracesAreReadAtOnce(RunningServer server) throws IOException {
        byte[] other = trace.clone();
        other[0]++;
        send(server, request(span(trace, 1, 0, "a"), span(other, 2, 0, "b")));
        String otherId = "tr-" + HexFormat.of().formatHex(other);

        JsonNode traces = server.get(V3 + "traces/batchGet?trace_ids=" + otherId + "&trace_ids=tr-none&trace_ids=" + id)
                .json()
                .path("traces");
        assertThat(traces.size()).isEqualTo(2);
        assertThat(traces.at("/0/spans/0/name").asString()).isEqualTo("b");
        assertThat(traces.at("/1/trace_info/trace_id").asString()).isEqualTo(id);
        JsonNode infos = server.send(Request.json(
                        "POST", V3 + "traces/batchGetInfos", "{\"trace_ids\": [\"%s\", \"none\"]}".formatted(id)))
                .json()
                .path("trace_infos");
        assertThat(infos.size()).isEqualTo(1);
    }

    /// The spans are stored by then, so that it is a warning: a partial success of OTLP without a rejected span.
    @ParameterizedTest
    @MethodSource("servers")
    void whoNamesARunThatIsNotThereIsWarned(RunningServer server) throws IOException {
        Reply binary = server.send(export(request(span(trace, 2, 0, "a"))).with("x-mlflow-run-id: none"));
        Reply json = server.send(json(spanOfStart("1")).with("x-mlflow-run-id: none"));

        assertThat(binary.status()).isEqualTo(200);
        assertThat(binary.header("Content-Type")).contains("application/x-protobuf");
        String warning = json.json().at("/partialSuccess/errorMessage").asString();
        assertThat(binary.body())
                .isEqualTo(message().field(1, message().text(2, warning)).bytes());
        assertThat(warning)
                .startsWith("The spans are stored, but their traces are not linked to run 'none': ")
                .contains("none", "not found");
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.json().at("/partialSuccess/rejectedSpans").asString()).isEqualTo("0");
        assertThat(read(server).path("spans").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void tracesAreLinkedToTheirRun(RunningServer server) throws IOException {
        String run = server.createRun();
        assertThat(server.send(export(request(span(trace, 1, 0, "a"))).with("x-mlflow-run-id: " + run))
                        .status())
                .isEqualTo(200);
        assertThat(server.send(Request.json("POST", V3 + "traces/search", """
                                {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "0"}}],
                                "filter": "attributes.run_id = '%s'"}
                                """.formatted(run)))
                        .json()
                        .at("/traces/0/trace_id")
                        .asString())
                .isEqualTo(id);
    }
}
