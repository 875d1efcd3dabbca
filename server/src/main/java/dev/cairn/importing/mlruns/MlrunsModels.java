package dev.cairn.importing.mlruns;

import dev.cairn.importing.transfer.Place;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelData;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.tracking.LoggedModelCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads logged models and the registry of a folder `mlruns`.
final class MlrunsModels {
    private static final Pattern VERSION = Pattern.compile("version-(\\d{1,18})");
    private static final String DELETED = "Deleted_Internal";

    private MlrunsModels() {}

    static LoggedModelCopy logged(Path folder, String experimentId) throws IOException {
        MetaFile meta = PlainFiles.meta(folder.resolve(MlrunsRuns.META));
        String id = PlainFiles.name(folder);
        LoggedModelInfo info = new LoggedModelInfo(
                id,
                experimentId,
                meta.textOr("name", ""),
                meta.numberOr("creation_timestamp", 0),
                meta.numberOr("last_updated_timestamp", 0),
                meta.textOr("artifact_location", ""),
                status(meta.textOr("status", "1")),
                meta.text("model_type"),
                meta.text("source_run_id"),
                meta.text("status_message"),
                PlainFiles.tags(folder.resolve("tags")));
        return new LoggedModelCopy(
                new LoggedModel(
                        info,
                        new LoggedModelData(
                                PlainFiles.tags(folder.resolve("params")), metrics(id, folder.resolve("metrics")))),
                meta.textOr("lifecycle_stage", "active"));
    }

    /// Whether a logged model has files: it is ready, and more than a name for an application.
    static boolean isReady(Path folder) throws IOException {
        MetaFile meta = PlainFiles.meta(folder.resolve(MlrunsRuns.META));
        return status(meta.textOr("status", "1")) == LoggedModelStatus.LOGGED_MODEL_READY
                && !PlainFiles.isFile(folder.resolve("tags").resolve("mlflow.model.isExternal"));
    }

    /// By number, or by a name such as `READY`.
    private static LoggedModelStatus status(String text) throws IOException {
        try {
            return text.matches("\\d")
                    ? LoggedModelStatus.of(Integer.valueOf(text))
                    : LoggedModelStatus.valueOf("LOGGED_MODEL_" + text);
        } catch (RuntimeException unknown) {
            throw new IOException("unknown status '%s'".formatted(text), unknown);
        }
    }

    /// Lines of a time, a value, a step and a run, with the name and the digest of a data set where there is one.
    private static List<Metric> metrics(String modelId, Path folder) throws IOException {
        List<Metric> metrics = new ArrayList<>();
        for (Path file : PlainFiles.below(folder)) {
            PlainFiles.lines(
                    file,
                    words -> metrics.add(new Metric(
                            PlainFiles.key(folder, file),
                            PlainFiles.number(words[1]),
                            Long.valueOf(words[0]),
                            Long.valueOf(words[2]),
                            words.length > 5 ? words[4] : null,
                            words.length > 5 ? words[5] : null,
                            modelId,
                            words[3])));
        }
        return metrics;
    }

    /// A registered model with its versions.
    ///
    /// @param places makes the location of a version portable
    static RegisteredModelCopy registered(Path folder, UnaryOperator<String> places) throws IOException {
        MetaFile meta = PlainFiles.meta(folder.resolve(MlrunsRuns.META));
        String name = meta.textOr("name", PlainFiles.name(folder));
        List<RegisteredModelAlias> aliases = aliases(folder.resolve("aliases"));
        List<RegisteredModelCopy.Version> versions = new ArrayList<>();
        long last = 0;
        for (Path version : PlainFiles.folders(folder)) {
            Matcher number = VERSION.matcher(PlainFiles.name(version));
            if (!number.matches() || !PlainFiles.isFile(version.resolve(MlrunsRuns.META))) {
                continue;
            }
            last = Math.max(last, Long.parseLong(number.group(1)));
            MetaFile own = PlainFiles.meta(version.resolve(MlrunsRuns.META));
            if (!own.textOr("current_stage", "None").equals(DELETED)) {
                versions.add(version(version, own, name, aliases, places));
            }
        }
        versions.sort(
                Comparator.comparingLong(copy -> Long.parseLong(copy.version().version())));
        RegisteredModel model = new RegisteredModel(
                name,
                meta.numberOr("creation_timestamp", 0),
                meta.numberOr("last_updated_timestamp", 0),
                meta.text("description"),
                List.of(),
                PlainFiles.tags(folder.resolve("tags")),
                aliases,
                null);
        return new RegisteredModelCopy(model, versions, last);
    }

    private static RegisteredModelCopy.Version version(
            Path folder, MetaFile meta, String name, List<RegisteredModelAlias> aliases, UnaryOperator<String> places)
            throws IOException {
        String source = meta.textOr("source", "");
        String location = meta.textOr("storage_location", source);
        String portable = places.apply(location);
        boolean follows = source.equals(location) && !portable.equals(location);
        String number = Long.toString(meta.numberOr("version", 0));
        ModelVersion version = new ModelVersion(
                name,
                number,
                meta.numberOr("creation_timestamp", 0),
                meta.numberOr("last_updated_timestamp", 0),
                meta.textOr("current_stage", "None"),
                meta.text("description"),
                follows ? "" : source,
                meta.textOr("run_id", ""),
                ModelVersionStatus.READY,
                PlainFiles.tags(folder.resolve("tags")),
                meta.textOr("run_link", ""),
                aliases.stream()
                        .filter(alias -> alias.version().equals(number))
                        .map(RegisteredModelAlias::alias)
                        .toList(),
                Place.modelIn(source),
                meta.text("user_id"));
        return new RegisteredModelCopy.Version(version, portable);
    }

    private static List<RegisteredModelAlias> aliases(Path folder) throws IOException {
        List<RegisteredModelAlias> aliases = new ArrayList<>();
        for (Path file : PlainFiles.files(folder)) {
            aliases.add(new RegisteredModelAlias(
                    PlainFiles.name(file), PlainFiles.text(file).strip()));
        }
        return aliases;
    }
}
