package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.mlflow.tracking.MlflowClient;

/** What OpenTelemetry's SDK for Java exports over OTLP, as protobuf, read back over REST. */
final class TraceChecks implements AutoCloseable {

    private static final int MANY = 3_000;

    /** Seconds for an export. */
    private static final int PATIENCE = 60;

    private static final String SENDER = "io.opentelemetry.sdk.common.export.HttpSenderProvider";
    private static final String OKHTTP = "io.opentelemetry.exporter.sender.okhttp.internal.OkHttpHttpSenderProvider";
    private static final String JDK = "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider";

    private final MlflowClient client;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    TraceChecks(MlflowClient client, String url) {
        this.client = client;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    void run(Report report) {
        Logger.getLogger("io.opentelemetry").setLevel(Level.OFF);
        System.setProperty(SENDER, OKHTTP);
        report.check("a span of the SDK comes back as it was", this::aSpanComesBack);
        report.check("an exception is an event and a failed trace", this::anExceptionIsAnEvent);
        report.check("links lead to spans of other traces", this::linksLeadToOtherTraces);
        report.check("thousands of spans come in compressed batches", this::thousandsComeInBatches);
        report.check("the JDK's own HTTP client exports too", this::theJdksOwnClientExports);
        report.check("an export without an experiment fails", this::anExportWithoutAnExperimentFails);
    }

    @Override
    public void close() {
        http.close();
    }

    private void aSpanComesBack() throws Exception {
        String experiment = newExperiment();
        Span span;
        try (SdkTracerProvider provider = provider(SimpleSpanProcessor.create(exporter(experiment, "none")))) {
            span = provider.get("conformance", "1.2")
                    .spanBuilder("handle")
                    .setSpanKind(SpanKind.SERVER)
                    .setStartTimestamp(1_764_000_000_123_456_789L, TimeUnit.NANOSECONDS)
                    .setAttribute("text", "grüße \uD83D\uDC1D")
                    .setAttribute("count", Long.MAX_VALUE)
                    .setAttribute("share", 0.1)
                    .setAttribute("sure", true)
                    .setAttribute(AttributeKey.stringArrayKey("words"), List.of("a", ""))
                    .setAttribute(AttributeKey.longArrayKey("numbers"), List.of(1L, -2L))
                    .startSpan();
            span.addEvent(
                    "halfway",
                    Attributes.of(AttributeKey.stringKey("of"), "it"),
                    1_764_000_000_200_000_000L,
                    TimeUnit.NANOSECONDS);
            span.setStatus(StatusCode.OK);
            span.end(1_764_000_001_123_456_790L, TimeUnit.NANOSECONDS);
            assertExported(provider);
        }

        JsonObject trace = trace(span);
        JsonObject info = trace.getAsJsonObject("trace_info");
        assertThat(info.get("state").getAsString()).isEqualTo("OK");
        assertThat(info.get("execution_duration").getAsString()).isEqualTo("1s");
        assertThat(info.getAsJsonObject("tags").get("service.name").getAsString())
                .isEqualTo("shop");
        JsonObject read = spans(trace).getFirst();
        assertThat(read.get("name").getAsString()).isEqualTo("handle");
        assertThat(hex(read, "span_id")).isEqualTo(span.getSpanContext().getSpanId());
        assertThat(read.get("kind").getAsString()).isEqualTo("SPAN_KIND_SERVER");
        assertThat(read.get("start_time_unix_nano").getAsLong()).isEqualTo(1_764_000_000_123_456_789L);
        assertThat(read.get("end_time_unix_nano").getAsLong()).isEqualTo(1_764_000_001_123_456_790L);
        assertThat(value(read, "text").get("string_value").getAsString()).isEqualTo("grüße \uD83D\uDC1D");
        assertThat(value(read, "count").get("int_value").getAsLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(value(read, "share").get("double_value").getAsDouble()).isEqualTo(0.1);
        assertThat(value(read, "sure").get("bool_value").getAsBoolean()).isTrue();
        assertThat(value(read, "words"))
                .hasToString("{\"array_value\":{\"values\":[{\"string_value\":\"a\"},{\"string_value\":\"\"}]}}");
        assertThat(value(read, "numbers"))
                .hasToString("{\"array_value\":{\"values\":[{\"int_value\":1},{\"int_value\":-2}]}}");
        JsonObject event = objects(read, "events").getFirst();
        assertThat(event.get("name").getAsString()).isEqualTo("halfway");
        assertThat(event.get("time_unix_nano").getAsLong()).isEqualTo(1_764_000_000_200_000_000L);
        assertThat(value(event, "of").get("string_value").getAsString()).isEqualTo("it");
    }

    private void anExceptionIsAnEvent() throws Exception {
        String experiment = newExperiment();
        Span root;
        Span child;
        try (SdkTracerProvider provider = provider(SimpleSpanProcessor.create(exporter(experiment, "gzip")))) {
            Tracer tracer = provider.get("conformance");
            root = tracer.spanBuilder("outer").startSpan();
            child = child(tracer, root, "inner").startSpan();
            child.recordException(
                    new IllegalStateException("no", new IOException("disk full")),
                    Attributes.of(AttributeKey.longKey("attempt"), 2L));
            child.setStatus(StatusCode.ERROR, "it failed");
            child.end();
            root.setStatus(StatusCode.ERROR);
            root.end();
            assertExported(provider);
        }

        JsonObject trace = trace(root);
        assertThat(trace.getAsJsonObject("trace_info").get("state").getAsString())
                .isEqualTo("ERROR");
        JsonObject inner = spans(trace).get(1);
        assertThat(hex(inner, "parent_span_id")).isEqualTo(root.getSpanContext().getSpanId());
        assertThat(inner.getAsJsonObject("status"))
                .hasToString("{\"message\":\"it failed\",\"code\":\"STATUS_CODE_ERROR\"}");
        JsonObject event = objects(inner, "events").getFirst();
        assertThat(event.get("name").getAsString()).isEqualTo("exception");
        assertThat(value(event, "exception.type").get("string_value").getAsString())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(value(event, "exception.message").get("string_value").getAsString())
                .isEqualTo("no");
        assertThat(value(event, "exception.stacktrace").get("string_value").getAsString())
                .contains("Caused by: java.io.IOException: disk full");
        assertThat(value(event, "attempt").get("int_value").getAsLong()).isEqualTo(2);
        assertThat(found(experiment, "span.name = 'inner' AND span.status = 'ERROR'"))
                .containsExactly(id(root));
        assertThat(found(experiment, "span.name = 'outer' AND span.status = 'OK'"))
                .isEmpty();
    }

    private void linksLeadToOtherTraces() throws Exception {
        String experiment = newExperiment();
        Span cause;
        Span effect;
        try (SdkTracerProvider provider = provider(SimpleSpanProcessor.create(exporter(experiment, "gzip")))) {
            Tracer tracer = provider.get("conformance");
            cause = tracer.spanBuilder("publish").setSpanKind(SpanKind.PRODUCER).startSpan();
            cause.end();
            effect = tracer.spanBuilder("consume")
                    .setSpanKind(SpanKind.CONSUMER)
                    .addLink(cause.getSpanContext(), Attributes.of(AttributeKey.stringKey("queue"), "orders"))
                    .startSpan();
            effect.end();
            assertExported(provider);
        }

        assertThat(found(experiment, "span.name LIKE '%'")).containsExactlyInAnyOrder(id(cause), id(effect));
        JsonObject link = objects(spans(trace(effect)).getFirst(), "links").getFirst();
        assertThat(hex(link, "trace_id")).isEqualTo(cause.getSpanContext().getTraceId());
        assertThat(hex(link, "span_id")).isEqualTo(cause.getSpanContext().getSpanId());
        assertThat(value(link, "queue").get("string_value").getAsString()).isEqualTo("orders");
    }

    private void thousandsComeInBatches() throws Exception {
        String experiment = newExperiment();
        BatchSpanProcessor batches = BatchSpanProcessor.builder(exporter(experiment, "gzip"))
                .setMaxQueueSize(MANY + 1)
                .setMaxExportBatchSize(512)
                .setExporterTimeout(PATIENCE, TimeUnit.SECONDS)
                .build();
        Span root;
        try (SdkTracerProvider provider = provider(batches)) {
            Tracer tracer = provider.get("conformance");
            root = tracer.spanBuilder("root").startSpan();
            Span parent = root;
            for (int i = 0; i < MANY; i++) {
                Span span = child(tracer, parent, "step-" + i)
                        .setAttribute("index", i)
                        .startSpan();
                span.end();
                parent = i % 10 == 9 ? root : span;
            }
            root.end();
            assertExported(provider);
        }

        List<JsonObject> spans = spans(trace(root));
        assertThat(spans).hasSize(MANY + 1);
        assertThat(spans.getFirst().get("name").getAsString()).isEqualTo("root");
        assertThat(spans)
                .extracting(span -> span.get("name").getAsString())
                .containsAll(IntStream.range(0, MANY).mapToObj(i -> "step-" + i).toList());
        assertThat(spans).filteredOn(span -> span.has("parent_span_id")).hasSize(MANY);
        assertThat(found(experiment, "span.name = 'step-2999'")).containsExactly(id(root));
    }

    private void theJdksOwnClientExports() throws Exception {
        String experiment = newExperiment();
        System.setProperty(SENDER, JDK);
        Span span;
        try (SdkTracerProvider provider = provider(SimpleSpanProcessor.create(exporter(experiment, "gzip")))) {
            span = provider.get("conformance").spanBuilder("by the JDK").startSpan();
            span.end();
            assertExported(provider);
        } finally {
            System.setProperty(SENDER, OKHTTP);
        }
        assertThat(spans(trace(span)).getFirst().get("name").getAsString()).isEqualTo("by the JDK");
    }

    private void anExportWithoutAnExperimentFails() {
        Recording recording = new Recording(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(url + "/v1/traces")
                        .setHeaders(SignedIn::headers)
                        .setTimeout(PATIENCE, TimeUnit.SECONDS)
                        .build());
        try (SdkTracerProvider provider = provider(SimpleSpanProcessor.create(recording))) {
            provider.get("conformance").spanBuilder("nowhere").startSpan().end();
            provider.forceFlush().join(PATIENCE, TimeUnit.SECONDS);
        }
        assertThat(recording.outcomes())
                .hasSize(1)
                .allMatch(CompletableResultCode::isDone)
                .noneMatch(CompletableResultCode::isSuccess);
    }

    private String newExperiment() {
        return client.createExperiment(Names.unique("experiment"));
    }

    private SpanExporter exporter(String experiment, String compression) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(url + "/v1/traces")
                .setHeaders(SignedIn::headers)
                .addHeader("x-mlflow-experiment-id", experiment)
                .setCompression(compression)
                .setTimeout(PATIENCE, TimeUnit.SECONDS)
                .build();
    }

    private static SdkTracerProvider provider(SpanProcessor processor) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
                .addSpanProcessor(processor)
                .build();
    }

    /** All that has ended is with the server; to close a provider waits for 10 s at most, and does not tell. */
    private static void assertExported(SdkTracerProvider provider) {
        assertThat(provider.forceFlush().join(PATIENCE, TimeUnit.SECONDS).isSuccess())
                .isTrue();
    }

    private static SpanBuilder child(Tracer tracer, Span parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(parent));
    }

    private static String id(Span span) {
        return "tr-" + span.getSpanContext().getTraceId();
    }

    private JsonObject trace(Span span) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(url + "/api/3.0/mlflow/traces/get?trace_id=" + id(span))))
                .getAsJsonObject("trace");
    }

    /** The ids of the experiment's traces that a filter finds. */
    private List<String> found(String experiment, String filter) throws IOException, InterruptedException {
        JsonObject search = new JsonObject();
        search.add(
                "locations",
                JsonParser.parseString(
                        "[{\"type\":\"MLFLOW_EXPERIMENT\",\"mlflow_experiment\":{\"experiment_id\":\"%s\"}}]"
                                .formatted(experiment)));
        search.addProperty("filter", filter);
        JsonObject answer = answer(HttpRequest.newBuilder(URI.create(url + "/api/3.0/mlflow/traces/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(search.toString())));
        return objects(answer, "traces").stream()
                .map(trace -> trace.get("trace_id").getAsString())
                .toList();
    }

    private JsonObject answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        SignedIn.headers().forEach(request::header);
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static List<JsonObject> spans(JsonObject trace) {
        return objects(trace, "spans");
    }

    private static List<JsonObject> objects(JsonObject parent, String field) {
        return parent.has(field)
                ? parent.getAsJsonArray(field).asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList()
                : List.of();
    }

    private static JsonObject value(JsonObject of, String key) {
        return objects(of, "attributes").stream()
                .filter(attribute -> attribute.get("key").getAsString().equals(key))
                .map(attribute -> attribute.getAsJsonObject("value"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no attribute " + key + " in " + of));
    }

    private static String hex(JsonObject of, String field) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(of.get(field).getAsString()));
    }

    /** Keeps the outcome of each export. */
    private record Recording(SpanExporter to, List<CompletableResultCode> outcomes) implements SpanExporter {

        private Recording(SpanExporter to) {
            this(to, new CopyOnWriteArrayList<>());
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode outcome = to.export(spans);
            outcomes.add(outcome);
            return outcome;
        }

        @Override
        public CompletableResultCode flush() {
            return to.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return to.shutdown();
        }
    }
}
