package dev.cairn.importing.transfer;

import dev.cairn.otlp.IngestMemory;
import dev.cairn.otlp.OtlpException;
import dev.cairn.otlp.OtlpReader;
import dev.cairn.otlp.SpanJson;
import dev.cairn.otlp.SpanReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The spans of traces whose server keeps them in files: in `traces.json` beside what else a trace has, or in the
/// archive that an MLflow server was told to move old traces to.
public final class SpanFiles {
    public static final String NAME = "traces.json";

    private static final String ARCHIVED = "traces.pb";
    private static final String LOCATION = "mlflow.artifactLocation";
    private static final String ARCHIVE_LOCATION = "mlflow.trace.archiveLocation";
    private static final String SPANS_LOCATION = "mlflow.trace.spansLocation";

    private final ReadablePlaces folders;

    public SpanFiles(ReadablePlaces folders) {
        this.folders = folders;
    }

    /// The texts of the spans of a trace; none if it has no such file here, or one that cannot be read, which is told.
    ///
    /// @param tags of the trace, which say where its files are
    public List<String> of(String traceId, Map<String, String> tags, Report report) {
        return "ARCHIVE_REPO".equals(tags.get(SPANS_LOCATION))
                ? read(traceId, tags.getOrDefault(ARCHIVE_LOCATION, ""), ARCHIVED, SpanFiles::archived, report)
                : in(traceId, tags.getOrDefault(LOCATION, ""), report);
    }

    /// The texts of the spans that a folder has, by its URI.
    public List<String> in(String traceId, String folder, Report report) {
        return read(traceId, folder, NAME, SpanFiles::written, report);
    }

    private List<String> read(String traceId, String folder, String name, Reading reading, Report report) {
        try {
            Optional<InputStream> file = folders.open(folder, name);
            if (file.isEmpty()) {
                return List.of();
            }
            try (InputStream content = file.get()) {
                return reading.read(content);
            }
        } catch (IOException | OtlpException failure) {
            report.problem("The spans of trace %s cannot be read from '%s': %s"
                    .formatted(traceId, name, failure.getMessage()));
            return List.of();
        }
    }

    private static List<String> written(InputStream content) {
        List<String> spans = new ArrayList<>();
        SpanReader.eachOfFile(content, span -> spans.add(SpanJson.text(span)));
        return spans;
    }

    private static List<String> archived(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(OtlpReader.MAX_BYTES + 1);
        try (IngestMemory.Share memory = IngestMemory.ofThisMachine().share()) {
            return OtlpReader.read(Optional.of("application/x-protobuf"), Optional.empty(), bytes, memory).stream()
                    .flatMap(sender -> sender.spans().stream())
                    .map(SpanJson::text)
                    .toList();
        }
    }

    @FunctionalInterface
    private interface Reading {
        List<String> read(InputStream content) throws IOException;
    }
}
