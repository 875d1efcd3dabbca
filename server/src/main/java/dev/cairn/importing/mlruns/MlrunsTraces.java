package dev.cairn.importing.mlruns;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.SpanFiles;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.Times;
import dev.cairn.traces.TraceCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads traces of a folder `mlruns`: a folder each, with a file for what the trace is, one for each tag, metadatum and
/// assessment, and one with its spans.
final class MlrunsTraces {
    static final String INFO = "trace_info.yaml";
    static final String FOLDER = "traces";
    private static final String LOCATION = "mlflow.artifactLocation";

    private MlrunsTraces() {}

    static TraceCopy read(Path folder, String experimentId, SpanFiles files, Report report) throws IOException {
        MetaFile meta = PlainFiles.meta(folder.resolve(INFO));
        Map<String, String> tags = texts(folder.resolve("tags"));
        Long duration = meta.number(meta.has("execution_time_ms") ? "execution_time_ms" : "execution_duration_ms");
        try {
            TraceInfo info = new TraceInfo(
                    PlainFiles.name(folder),
                    meta.text("client_request_id"),
                    TraceLocation.of(experimentId),
                    meta.raw("request_preview"),
                    meta.raw("response_preview"),
                    Times.text(began(meta)),
                    duration == null ? null : Times.durationText(duration),
                    state(meta.textOr("state", meta.textOr("status", ""))),
                    texts(folder.resolve("request_metadata")),
                    assessments(folder.resolve("assessments")),
                    tags);
            return TraceCopy.of(info, List.of(), List.of(), spans(folder, tags, files, report));
        } catch (ApiException wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
    }

    /// Where a trace says that its files lie.
    static String location(Path folder) throws IOException {
        return texts(folder.resolve("tags")).getOrDefault(LOCATION, "");
    }

    private static long began(MetaFile meta) throws IOException {
        String time = meta.text("request_time");
        return time == null || time.matches("\\d+")
                ? Objects.requireNonNullElse(meta.number(time == null ? "timestamp_ms" : "request_time"), 0L)
                : Times.millis("request_time", time);
    }

    private static TraceState state(String name) {
        for (TraceState state : TraceState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return TraceState.STATE_UNSPECIFIED;
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        return PlainFiles.tags(folder).stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static List<Assessment> assessments(Path folder) throws IOException {
        List<Assessment> assessments = new ArrayList<>();
        for (Path file : PlainFiles.files(folder)) {
            assessments.add(Json.read(Json.write(MetaFile.typed(PlainFiles.text(file))), Assessment.class));
        }
        return assessments;
    }

    /// A folder that was moved still has its files inside, wherever it says that they are.
    private static List<String> spans(Path folder, Map<String, String> tags, SpanFiles files, Report report) {
        String id = PlainFiles.name(folder);
        Path inside = folder.resolve("artifacts");
        return PlainFiles.isFile(inside.resolve(SpanFiles.NAME))
                ? files.in(id, inside.toString(), report)
                : files.of(id, tags, report);
    }
}
