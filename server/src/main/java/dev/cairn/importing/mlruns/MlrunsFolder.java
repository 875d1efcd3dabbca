package dev.cairn.importing.mlruns;

import dev.cairn.importing.transfer.Batch;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.LocalFolders;
import dev.cairn.importing.transfer.MissingFolders;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Place;
import dev.cairn.importing.transfer.ReadablePlaces;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SpanFiles;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A folder `mlruns`, in which MLflow without a database keeps everything.
public final class MlrunsFolder implements Source {
    private static final String MODELS = "models";

    private final Path root;
    private final ReadablePlaces folders;
    private final Report report;

    /// Folders of experiments by id, those in the trash as well.
    private final Map<String, Path> experiments = new LinkedHashMap<>();

    private MlrunsFolder(Path root, ReadablePlaces folders, Report report) {
        this.root = root;
        this.folders = folders;
        this.report = report;
    }

    /// Opens a folder that is there.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if it is no such folder
    public static MlrunsFolder open(Path folder, ReadablePlaces folders, Report report) {
        try {
            MlrunsFolder source = new MlrunsFolder(folder.toRealPath(), folders, report);
            source.find();
            if (source.experiments.isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' is not a folder mlruns: no folder in it has a meta.yaml and a number for its name."
                                .formatted(folder));
            }
            return source;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("Cannot read the folder '%s': %s".formatted(folder, unreadable));
        }
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public Counts counts() {
        return read(() -> {
            long runs = 0;
            long models = 0;
            long traces = 0;
            for (Path experiment : experiments.values()) {
                runs += ownersIn(experiment).size();
                models += ownersIn(experiment.resolve(MODELS)).size();
                traces += PlainFiles.folders(experiment.resolve(MlrunsTraces.FOLDER))
                        .size();
            }
            return new Counts(
                    experiments.size(),
                    runs,
                    -1,
                    models,
                    ownersIn(root.resolve(MODELS)).size(),
                    traces);
        });
    }

    private void find() throws IOException {
        for (Path parent : List.of(root, root.resolve(".trash"))) {
            for (Path folder : ownersIn(parent)) {
                if (PlainFiles.name(folder).matches("\\d{1,18}") && isReadable(folder)) {
                    experiments.putIfAbsent(PlainFiles.name(folder), folder);
                }
            }
        }
    }

    private boolean isReadable(Path folder) {
        try {
            PlainFiles.meta(folder.resolve(MlrunsRuns.META));
            return true;
        } catch (IOException unreadable) {
            report.problem("%s is left out: %s".formatted(folder, unreadable.getMessage()));
            return false;
        }
    }

    /// Folders that say what they are.
    private static List<Path> ownersIn(Path folder) throws IOException {
        return ownersIn(folder, MlrunsRuns.META);
    }

    private static List<Path> ownersIn(Path folder, String meta) throws IOException {
        return PlainFiles.folders(folder).stream()
                .filter(it -> PlainFiles.isFile(it.resolve(meta)))
                .toList();
    }

    @Override
    public List<Experiment> experiments() {
        return read(() -> {
            List<Experiment> found = new ArrayList<>();
            for (Map.Entry<String, Path> entry : experiments.entrySet()) {
                MetaFile meta = PlainFiles.meta(entry.getValue().resolve(MlrunsRuns.META));
                found.add(new Experiment(
                        entry.getKey(),
                        meta.textOr("name", "experiment " + entry.getKey()),
                        meta.textOr("artifact_location", ""),
                        meta.textOr("lifecycle_stage", "active"),
                        meta.numberOr("last_update_time", 0),
                        meta.numberOr("creation_time", 0),
                        PlainFiles.tags(entry.getValue().resolve("tags")),
                        "default"));
            }
            return found;
        });
    }

    @Override
    public void runs(Selection selection, Consumer<List<RunCopy>> batches) {
        owners("", MlrunsRuns.META, selection, MlrunsRuns::read, Batch.ofRuns(batches));
    }

    @Override
    public void models(Selection selection, Consumer<List<LoggedModelCopy>> batches) {
        owners(MODELS, MlrunsRuns.META, selection, MlrunsModels::logged, Batch.of(batches));
    }

    @Override
    public void traces(Selection selection, Consumer<List<TraceCopy>> batches) {
        SpanFiles spans = new SpanFiles(folders);
        ReadOwner<TraceCopy> reading = (folder, experiment) -> MlrunsTraces.read(folder, experiment, spans, report);
        owners(MlrunsTraces.FOLDER, MlrunsTraces.INFO, selection, reading, Batch.ofTraces(batches));
    }

    /// MLflow has such objects in databases only.
    @Override
    public void evaluation(Consumer<EvaluationObject> each) {}

    /// Gives what has a folder in each experiment, or in a folder of it; what cannot be read is told and left out.
    private <T> void owners(String inside, String meta, Selection selection, ReadOwner<T> reading, Batch<T> batch) {
        experiments.forEach((id, experiment) -> {
            List<Path> owners = read(() -> ownersIn(experiment.resolve(inside), meta));
            Set<String> wanted =
                    selection.among(owners.stream().map(PlainFiles::name).toList());
            for (Path owner : owners) {
                if (wanted.contains(PlainFiles.name(owner))) {
                    try {
                        batch.add(reading.read(owner, id));
                    } catch (IOException | RuntimeException unreadable) {
                        report.problem("%s cannot be read: %s".formatted(owner, unreadable.getMessage()));
                    }
                }
            }
        });
        batch.flush();
    }

    @Override
    public void registeredModels(Selection selection, Consumer<RegisteredModelCopy> each) {
        List<Path> owners = read(() -> ownersIn(root.resolve(MODELS)));
        Set<String> wanted =
                selection.among(owners.stream().map(PlainFiles::name).toList());
        for (Path folder : owners) {
            if (wanted.contains(PlainFiles.name(folder))) {
                try {
                    each.accept(MlrunsModels.registered(folder, this::portable));
                } catch (IOException unreadable) {
                    report.problem("%s cannot be read: %s".formatted(folder, unreadable.getMessage()));
                }
            }
        }
    }

    private String portable(String location) {
        return Place.ownerIn(location)
                .flatMap(owner -> folder(owner)
                        .flatMap(it -> Place.of(
                                location,
                                owner,
                                read(() -> uri(owner.kind(), PlainFiles.meta(it.resolve(MlrunsRuns.META)))))))
                .map(Place::toString)
                .orElse(location);
    }

    private Optional<Path> folder(Owner owner) {
        return experiments.values().stream()
                .map(it -> (owner.kind() == Owner.Kind.RUN ? it : it.resolve(MODELS)).resolve(owner.id()))
                .filter(it -> PlainFiles.isFile(it.resolve(MlrunsRuns.META)))
                .findFirst();
    }

    private static String uri(Owner.Kind kind, MetaFile meta) {
        return meta.textOr(kind == Owner.Kind.RUN ? "artifact_uri" : "artifact_location", "");
    }

    @Override
    public void artifacts(ArtifactSink files) {
        MissingFolders missing = new MissingFolders(folders, report, List.of());
        experiments.forEach((id, experiment) -> {
            for (Path run : read(() -> ownersIn(experiment))) {
                artifacts(id, Owner.run(PlainFiles.name(run)), run, missing, files);
            }
            for (Path model : read(() -> ownersIn(experiment.resolve(MODELS)))) {
                artifacts(id, Owner.model(PlainFiles.name(model)), model, missing, files);
            }
            for (Path trace : read(() -> ownersIn(experiment.resolve(MlrunsTraces.FOLDER), MlrunsTraces.INFO))) {
                artifacts(id, Owner.trace(PlainFiles.name(trace)), trace, missing, files);
            }
        });
        missing.tell();
    }

    /// A folder that was moved still has its artifacts inside, wherever it says that they are.
    private void artifacts(String experiment, Owner owner, Path folder, MissingFolders missing, ArtifactSink files) {
        Path inside = folder.resolve("artifacts");
        try {
            String uri = owner.kind() == Owner.Kind.TRACE
                    ? MlrunsTraces.location(folder)
                    : uri(owner.kind(), PlainFiles.meta(folder.resolve(MlrunsRuns.META)));
            boolean isInside = LocalFolders.isLocal(uri)
                    && PlainFiles.isFolder(inside)
                    && !PlainFiles.below(inside).isEmpty();
            String place = isInside ? inside.toString() : uri;
            missing.look(experiment, owner, place, hasFiles(owner, folder));
            folders.files(owner, place, files);
        } catch (IOException unreadable) {
            files.unreadable(owner, "Artifacts cannot be read: " + unreadable.getMessage());
        }
    }

    /// Whether a run or a model must have artifacts, by what is known of it.
    private static boolean hasFiles(Owner owner, Path folder) throws IOException {
        return switch (owner.kind()) {
            case RUN -> PlainFiles.isFile(folder.resolve("tags").resolve("mlflow.log-model.history"));
            case MODEL -> MlrunsModels.isReady(folder);
            case TRACE -> false;
        };
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {}

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    @FunctionalInterface
    private interface ReadOwner<T> {
        T read(Path folder, String experimentId) throws IOException;
    }
}
