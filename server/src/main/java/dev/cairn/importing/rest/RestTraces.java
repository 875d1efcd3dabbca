package dev.cairn.importing.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.importing.transfer.SpanFiles;
import dev.cairn.otlp.SpanAttributes;
import dev.cairn.otlp.SpanJson;
import dev.cairn.otlp.SpanReader;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.CreateAssessment;
import dev.cairn.protocol.traces.DeleteTraces;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.protocol.traces.LinkTracesToRun;
import dev.cairn.protocol.traces.SetTraceTag;
import dev.cairn.protocol.traces.StartTraceV3;
import dev.cairn.protocol.traces.Trace;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.TraceCopy;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Makes traces on an MLflow server with the ids that they have here.
///
/// A trace carries the tag `cairn.exported` once it is whole; one without is deleted and made again.
final class RestTraces {
    private static final String TRACES = "/api/3.0/mlflow/traces";
    private static final String LOCATION = "mlflow.artifactLocation";
    private static final Set<String> PLACES = Set.of(
            LOCATION,
            "mlflow.trace.spansLocation",
            "mlflow.trace.archiveLocation",
            "mlflow.trace.archivalFailure",
            RestExport.WHOLE);

    /// Metadata that are the ids of runs.
    private static final Set<String> RUNS = Set.of("mlflow.sourceRun", "mlflow.assessment.sourceRunId");

    /// Characters of spans in a request.
    private static final int AT_ONCE = 4_000_000;

    private final MlflowServer server;
    private final Report report;

    /// Ids there, by what they are here.
    private final UnaryOperator<String> runs;

    private final UnaryOperator<String> issues;

    /// @param runs   the ids of runs there by those here, the same where there is none
    /// @param issues the ids of issues there, likewise
    RestTraces(MlflowServer server, Report report, UnaryOperator<String> runs, UnaryOperator<String> issues) {
        this.server = server;
        this.report = report;
        this.runs = runs;
        this.issues = issues;
    }

    /// @param experiment the id of its experiment there
    RestExport.Made export(TraceCopy copy, String experiment) {
        String id = copy.traceId();
        Optional<JsonNode> before = server.find(TRACES + "/" + PercentEncoding.of(id), Map.of());
        if (before.isPresent()) {
            JsonNode info = before.get().at("/trace/trace_info");
            String mark = info.path("tags").path(RestExport.WHOLE).asString("");
            if (mark.equals("true")) {
                report.done("traces that were there already", 1);
                return new RestExport.Made(id, "", true);
            }
            if (mark.isEmpty()) {
                report.note("The trace %s is there already, from somewhere else, and is left as it is.".formatted(id));
                return new RestExport.Made(id, "", true);
            }
            server.call(
                    "POST",
                    TRACES + "/delete-traces",
                    new DeleteTraces(
                            info.at("/trace_location/mlflow_experiment/experiment_id")
                                    .asString(experiment),
                            null,
                            null,
                            List.of(id)));
        }
        begin(copy, experiment);
        boolean byWire = id.matches("tr-[0-9a-f]{32}");
        if (byWire) {
            spans(copy.spans(), experiment);
        }
        JsonNode made = server.call("POST", TRACES, new StartTraceV3(new Trace(info(copy, experiment))));
        String location = made.at("/trace/trace_info/tags").path(LOCATION).asString("");
        if (!byWire && !copy.spans().isEmpty()) {
            file(copy, location);
        }
        overriding(copy);
        links(copy);
        report.done("traces exported", 1);
        return new RestExport.Made(id, location, false);
    }

    /// Makes a trace that is known by its mark as one of ours, and as not whole, if it is cut off.
    private void begin(TraceCopy copy, String experiment) {
        TraceInfo info = copy.info();
        TraceInfo begun = new TraceInfo(
                info.traceId(),
                info.clientRequestId(),
                TraceLocation.of(experiment),
                null,
                null,
                info.requestTime(),
                null,
                TraceState.IN_PROGRESS,
                Map.of(),
                List.of(),
                Map.of(RestExport.WHOLE, "false"));
        server.call("POST", TRACES, new StartTraceV3(new Trace(begun)));
    }

    /// Marks a trace as whole.
    void finish(String id) {
        server.call(
                "PATCH",
                TRACES + "/" + PercentEncoding.of(id) + "/tags",
                new SetTraceTag(id, RestExport.WHOLE, "true"));
    }

    private void spans(List<String> spans, String experiment) {
        List<String> some = new ArrayList<>();
        int length = 0;
        for (String span : spans) {
            if (!some.isEmpty() && length + span.length() > AT_ONCE) {
                server.spans(experiment, request(some));
                some.clear();
                length = 0;
            }
            some.add(SpanJson.export(SpanReader.ofWire(span)));
            length += span.length();
        }
        if (!some.isEmpty()) {
            server.spans(experiment, request(some));
        }
    }

    private static String request(List<String> spans) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}";
    }

    /// Spans of a trace whose id no span can bear go where clients before MLflow 3 put them.
    private void file(TraceCopy copy, String location) {
        byte[] spans = copy.spans().stream()
                .map(SpanAttributes::asTexts)
                .collect(Collectors.joining(",", "{\"spans\":[", "]}"))
                .getBytes(UTF_8);
        server.put(
                RestExport.proxied(location) + "/" + SpanFiles.NAME,
                new SourceFile(
                        Owner.trace(copy.traceId()),
                        SpanFiles.NAME,
                        spans.length,
                        Optional.empty(),
                        () -> new ByteArrayInputStream(spans)));
    }

    /// MLflow takes what an assessment overrides as overridden only when that comes by itself.
    private void overriding(TraceCopy copy) {
        for (Assessment assessment : copy.info().assessments()) {
            if (assessment.overrides() != null) {
                server.call(
                        "POST",
                        TRACES + "/" + PercentEncoding.of(copy.traceId()) + "/assessments",
                        new CreateAssessment(copy.traceId(), there(assessment)));
            }
        }
    }

    private void links(TraceCopy copy) {
        for (String run : copy.runs()) {
            server.call(
                    "POST",
                    "/api/2.0/mlflow/traces/link-to-run",
                    new LinkTracesToRun(List.of(copy.traceId()), runs.apply(run)));
        }
        if (!copy.prompts().isEmpty()) {
            server.call(
                    "POST",
                    "/api/2.0/mlflow/traces/link-prompts",
                    new LinkPromptsToTrace(copy.traceId(), copy.prompts()));
        }
    }

    private TraceInfo info(TraceCopy copy, String experiment) {
        TraceInfo info = copy.info();
        Map<String, String> tags = new HashMap<>(info.tags());
        tags.keySet().removeAll(PLACES);
        return new TraceInfo(
                info.traceId(),
                info.clientRequestId(),
                TraceLocation.of(experiment),
                info.requestPreview(),
                info.responsePreview(),
                info.requestTime(),
                info.executionDuration(),
                info.state(),
                withRuns(info.traceMetadata()),
                info.assessments().stream()
                        .filter(it -> it.overrides() == null)
                        .map(this::there)
                        .toList(),
                tags);
    }

    private Assessment there(Assessment told) {
        return new Assessment(
                told.assessmentId(),
                told.issue() == null ? told.assessmentName() : issues.apply(String.valueOf(told.assessmentName())),
                told.traceId(),
                told.spanId(),
                told.source(),
                told.createTime(),
                told.lastUpdateTime(),
                told.feedback(),
                told.expectation(),
                told.issue(),
                told.rationale(),
                told.error(),
                withRuns(told.metadata()),
                told.overrides(),
                told.valid());
    }

    private Map<String, String> withRuns(Map<String, String> texts) {
        Map<String, String> there = new HashMap<>(texts);
        there.replaceAll((key, value) -> RUNS.contains(key) ? runs.apply(value) : value);
        return there;
    }
}
