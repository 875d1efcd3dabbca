package dev.cairn.importing.mlruns;

import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunData;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.series.Points;
import dev.cairn.tracking.RunCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Reads runs of a folder `mlruns`: a folder each, with a file for what the run is and one for each metric, parameter
/// and tag.
final class MlrunsRuns {
    static final String META = "meta.yaml";

    private MlrunsRuns() {}

    static RunCopy read(Path folder, String experimentId) throws IOException {
        MetaFile meta = PlainFiles.meta(folder.resolve(META));
        List<Tag> tags = PlainFiles.tags(folder.resolve("tags"));
        RunData data = new RunData(List.of(), PlainFiles.tags(folder.resolve("params")), tags);
        return new RunCopy(
                new Run(info(folder, meta, experimentId, tags), data, inputs(folder), outputs(folder)),
                series(folder.resolve("metrics")),
                meta.number("deleted_time"));
    }

    private static RunInfo info(Path folder, MetaFile meta, String experimentId, List<Tag> tags) throws IOException {
        String id = PlainFiles.name(folder);
        String tagged = tags.stream()
                .filter(tag -> tag.key().equals("mlflow.runName"))
                .map(Tag::value)
                .findFirst()
                .orElse("");
        return new RunInfo(
                id,
                id,
                meta.textOr("run_name", meta.textOr("name", tagged)),
                experimentId,
                meta.textOr("user_id", ""),
                status(meta.textOr("status", "RUNNING")),
                meta.number("start_time"),
                meta.number("end_time"),
                meta.textOr("artifact_uri", ""),
                meta.textOr("lifecycle_stage", "active"),
                null,
                null);
    }

    /// By name or by number.
    private static RunStatus status(String text) throws IOException {
        try {
            return text.matches("\\d+") ? RunStatus.of(Integer.valueOf(text)) : RunStatus.valueOf(text);
        } catch (RuntimeException unknown) {
            throw new IOException("unknown status '%s'".formatted(text), unknown);
        }
    }

    /// Lines of a time, a value and, but in old files, a step.
    private static Map<String, Points> series(Path folder) throws IOException {
        Map<String, Points> series = new TreeMap<>();
        for (Path file : PlainFiles.below(folder)) {
            Points points = new Points();
            PlainFiles.lines(
                    file,
                    words -> points.add(
                            words.length > 2 ? Long.parseLong(words[2]) : 0,
                            Long.parseLong(words[0]),
                            PlainFiles.number(words[1])));
            if (points.size() > 0) {
                series.put(PlainFiles.key(folder, file), points);
            }
        }
        return series;
    }

    private static RunInputs inputs(Path folder) throws IOException {
        List<DatasetInput> datasets = new ArrayList<>();
        List<ModelInput> models = new ArrayList<>();
        for (Path input : PlainFiles.folders(folder.resolve("inputs"))) {
            if (!PlainFiles.isFile(input.resolve(META))) {
                continue;
            }
            MetaFile meta = PlainFiles.meta(input.resolve(META));
            String source = meta.textOr("source_id", "");
            Path dataset = datasetFile(folder, source);
            if (meta.textOr("source_type", "DATASET").equals("MODEL")) {
                models.add(new ModelInput(source));
            } else if (PlainFiles.isFile(dataset)) {
                datasets.add(new DatasetInput(tags(meta.map("tags")), dataset(PlainFiles.meta(dataset))));
            }
        }
        return new RunInputs(datasets, models);
    }

    /// An id with slashes in it is none.
    private static Path datasetFile(Path run, String id) {
        String name = id.matches("[\\w\\-]+") ? id : "none";
        return run.resolveSibling("datasets").resolve(name).resolve(META);
    }

    private static Dataset dataset(MetaFile meta) {
        return new Dataset(
                meta.textOr("name", "unnamed"),
                meta.textOr("digest", "none"),
                meta.textOr("source_type", "unknown"),
                meta.textOr("source", "unknown"),
                meta.text("schema"),
                meta.text("profile"));
    }

    private static List<Tag> tags(Map<?, ?> map) {
        List<Tag> tags = new ArrayList<>();
        map.forEach((key, value) -> tags.add(new Tag(String.valueOf(key), Objects.toString(value, ""))));
        return tags;
    }

    private static RunOutputs outputs(Path folder) throws IOException {
        List<ModelOutput> models = new ArrayList<>();
        for (Path output : PlainFiles.folders(folder.resolve("outputs"))) {
            if (PlainFiles.isFile(output.resolve(META))) {
                long step = PlainFiles.meta(output.resolve(META)).numberOr("step", 0);
                models.add(new ModelOutput(PlainFiles.name(output), step));
            }
        }
        return new RunOutputs(models);
    }
}
