package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.otlp.IngestMemory;
import dev.cairn.otlp.OtlpException;
import dev.cairn.otlp.OtlpReader;
import dev.cairn.otlp.PartialSuccess;
import dev.cairn.otlp.ResourceSpans;
import dev.cairn.otlp.Span;
import dev.cairn.otlp.SpanReader;
import dev.cairn.protocol.Empty;
import dev.cairn.tracking.Tracking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Spans as OpenTelemetry's exporters send them (`POST /v1/traces`), or as a file. All of a request is stored, or
/// nothing.
final class SpanIngest {
    private static final Logger LOG = LoggerFactory.getLogger(SpanIngest.class);
    private static final String EXPERIMENT = "x-mlflow-experiment-id";
    private static final String RUN = "x-mlflow-run-id";
    private static final String PROTOBUF = "application/x-protobuf";

    /// Bytes of a body that are read before anything is asked.
    private static final int SMALL = 1024 * 1024;

    /// About what a byte of a body becomes.
    private static final int EXPECTED_GROWTH = 8;

    private final Consumer<SpanEntries> log;
    private final IngestMemory memory = IngestMemory.ofThisMachine();
    private final TraceLinks links;
    private final Database database;

    SpanIngest(Database database, Tracking tracking, TraceLinks links) {
        this.log = database.together(new SpanLog(tracking)::store, SpanEntries::rows);
        this.links = links;
        this.database = database;
    }

    /// Reads the request and stores its spans.
    void receive(Exchange exchange) throws IOException {
        Optional<String> experiment = exchange.header(EXPERIMENT);
        if (experiment.isEmpty()) {
            answer(
                    exchange,
                    422,
                    List.of(Map.of("type", "missing", "loc", List.of("header", EXPERIMENT), "msg", "Field required")));
            return;
        }
        Optional<PartialSuccess> warning;
        try (IngestMemory.Share share = memory.share()) {
            List<TraceSpans> traces = read(exchange, share);
            log(exchange.caller(), experiment.get(), traces);
            warning = exchange.header(RUN).flatMap(run -> link(exchange.caller(), run, traces));
        } catch (OtlpException refusal) {
            if (refusal.isBusy()) {
                throw ApiException.busy(refusal.detail());
            }
            answer(exchange, refusal.status(), refusal.detail());
            return;
        }
        if (warning.isPresent() && OtlpReader.isJson(exchange.header("Content-Type"))) {
            exchange.sendJson(warning.get().json());
        } else {
            exchange.send(200, PROTOBUF, warning.map(PartialSuccess::protobuf).orElse(new byte[0]));
        }
    }

    /// `PUT traces/{trace_id}/spans`: the spans of a trace that is there, as MLflow's file `traces.json` has them.
    void receiveFile(Exchange exchange) throws IOException {
        String traceId = exchange.pathParameter("trace_id");
        long experiment = database.read(
                tx -> new TraceStore(tx, exchange.caller()).get(traceId).experimentId());
        try (IngestMemory.Share share = memory.share()) {
            List<Span> spans = SpanReader.ofFile(body(exchange, share), share);
            List<TraceSpans> traces = TraceSpansReader.read(List.of(new ResourceSpans(Map.of(), spans)));
            if (traces.stream().anyMatch(trace -> !trace.traceId().equals(traceId))) {
                throw ApiException.invalid("The file has spans of other traces than '%s'.".formatted(traceId));
            }
            log(exchange.caller(), Long.toString(experiment), traces);
        } catch (OtlpException refusal) {
            throw refusal.isBusy() ? ApiException.busy(refusal.detail()) : ApiException.invalid(refusal.detail());
        }
        exchange.sendJson(Empty.EMPTY);
    }

    private static List<TraceSpans> read(Exchange exchange, IngestMemory.Share share) throws IOException {
        byte[] body = body(exchange, share);
        List<ResourceSpans> sent =
                OtlpReader.read(exchange.header("Content-Type"), exchange.header("Content-Encoding"), body, share);
        return TraceSpansReader.read(sent);
    }

    /// The whole body. A small one has arrived before anything is taken for it, so that slow senders keep nobody
    /// waiting.
    private static byte[] body(Exchange exchange, IngestMemory.Share share) throws IOException {
        if (exchange.contentLength() > OtlpReader.MAX_BYTES) {
            throw OtlpReader.tooLarge();
        }
        byte[] first = exchange.body().readNBytes(SMALL);
        share.reserve((long) first.length * EXPECTED_GROWTH);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), exchange.body());
        return OtlpReader.whole(all, share);
    }

    void log(Caller caller, String experimentId, List<TraceSpans> traces) {
        if (!traces.isEmpty()) {
            log.accept(new SpanEntries(caller, experimentId, traces));
        }
    }

    /// Links what ended to the run. The spans are stored by then, so that what stands against it, such as a run that is
    /// not there, is a warning and no refusal.
    private Optional<PartialSuccess> link(Caller caller, String run, List<TraceSpans> traces) {
        List<String> ended = traces.stream()
                .filter(TraceSpans::hasRoot)
                .map(TraceSpans::traceId)
                .toList();
        if (ended.isEmpty() || run.isEmpty()) {
            return Optional.empty();
        }
        try {
            links.toRun(caller, run, ended);
            return Optional.empty();
        } catch (ApiException refusal) {
            String reason = String.valueOf(refusal.getMessage());
            LOG.warn("Spans of {} traces were stored but not linked to run {}: {}", ended.size(), run, reason);
            return Optional.of(notLinked(run, reason));
        } catch (RuntimeException failure) {
            LOG.error("Spans of {} traces were stored but not linked to run {}", ended.size(), run, failure);
            return Optional.of(notLinked(run, "the server's log has the cause."));
        }
    }

    private static PartialSuccess notLinked(String run, String reason) {
        return new PartialSuccess(
                "The spans are stored, but their traces are not linked to run '%s': %s".formatted(run, reason));
    }

    private static void answer(Exchange exchange, int status, Object detail) {
        exchange.send(status, "application/json", Json.write(Map.of("detail", detail)));
    }
}
