package dev.cairn.importing;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Upload;
import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.EvaluationExport;
import dev.cairn.evaluation.EvaluationImport;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Place;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.importing.transfer.SpanFiles;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.registry.RegistryImport;
import dev.cairn.review.QueueCopy;
import dev.cairn.review.ReviewExport;
import dev.cairn.review.ReviewImport;
import dev.cairn.traces.TraceCopy;
import dev.cairn.traces.TracesExport;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import dev.cairn.tracking.TrackingImport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// This server, as what an import writes to. What is there already is left as it is.
final class CairnTarget {
    private final Stores stores;
    private final Caller caller;
    private final Locations locations;
    private final TrackingImport tracking;
    private final RegistryImport registry;

    /// Experiments here, by their ids in the source.
    private final Map<String, Experiment> experiments = new HashMap<>();

    CairnTarget(Stores stores, Caller caller, Locations locations) {
        this.stores = stores;
        this.caller = caller;
        this.locations = locations;
        this.tracking = stores.tracking().importing();
        this.registry = stores.registry().importing();
    }

    /// Adds an experiment, or finds what it became before.
    TrackingImport.ImportedExperiment experiment(String source, Experiment experiment) {
        TrackingImport.ImportedExperiment imported = tracking.addExperiment(
                caller,
                source,
                new Experiment(
                        experiment.experimentId(),
                        experiment.name(),
                        locations.here(experiment.artifactLocation()),
                        experiment.lifecycleStage(),
                        experiment.lastUpdateTime(),
                        experiment.creationTime(),
                        experiment.tags(),
                        experiment.workspace()));
        experiments.put(experiment.experimentId(), imported.here());
        return imported;
    }

    Set<String> missingRuns(Collection<String> ids) {
        return without(ids, tracking.knownRuns(caller, ids));
    }

    Set<String> missingModels(Collection<String> ids) {
        return without(ids, tracking.knownModels(caller, ids));
    }

    Set<String> missingRegisteredModels(Collection<String> names) {
        return without(names, registry.known(caller, names));
    }

    void runs(List<RunCopy> copies) {
        tracking.addRuns(caller, copies.stream().map(this::here).toList());
    }

    void models(List<LoggedModelCopy> copies) {
        tracking.addModels(caller, copies.stream().map(this::here).toList());
    }

    Set<String> missingTraces(Collection<String> ids) {
        return without(ids, stores.traces().importing().known(caller, ids));
    }

    void traces(List<TraceCopy> copies) {
        stores.traces()
                .importing()
                .add(
                        caller,
                        copies.stream()
                                .map(copy -> copy.in(here(copy.experimentId()).experimentId()))
                                .toList());
    }

    List<TraceCopy> storedTraces(List<String> ids) {
        return stores.traces().exporting().traces(caller, ids);
    }

    /// What is here of the id and the kind of an object.
    Optional<EvaluationObject> stored(EvaluationObject like) {
        EvaluationExport evaluation = stores.evaluation().exporting();
        ReviewExport review = stores.review().exporting();
        return switch (like) {
            case EvaluationObject.Dataset it ->
                evaluation.dataset(caller, it.id()).map(EvaluationObject.Dataset::new);
            case EvaluationObject.Scorer it ->
                evaluation.scorer(caller, it.id()).map(EvaluationObject.Scorer::new);
            case EvaluationObject.Issue it -> evaluation.issue(caller, it.id()).map(EvaluationObject.Issue::new);
            case EvaluationObject.Schema it -> review.schema(caller, it.id()).map(EvaluationObject.Schema::new);
            case EvaluationObject.Queue it -> review.queue(caller, it.id()).map(EvaluationObject.Queue::new);
        };
    }

    void add(EvaluationObject object) {
        EvaluationImport evaluation = stores.evaluation().importing();
        ReviewImport review = stores.review().importing();
        switch (here(object)) {
            case EvaluationObject.Dataset(DatasetCopy copy) -> evaluation.add(caller, copy);
            case EvaluationObject.Scorer(ScorerCopy copy) -> evaluation.add(caller, copy);
            case EvaluationObject.Issue(Issue issue) -> evaluation.add(caller, issue);
            case EvaluationObject.Schema(LabelSchema schema) -> review.add(caller, schema);
            case EvaluationObject.Queue(QueueCopy copy) -> review.add(caller, copy);
        }
    }

    /// An object as it is to be here: in the experiments here.
    EvaluationObject here(EvaluationObject object) {
        Map<String, String> ids = new HashMap<>();
        experiments.forEach((there, here) -> ids.put(there, here.experimentId()));
        return object.in(ids);
    }

    void registeredModel(RegisteredModelCopy copy) {
        registry.add(caller, here(copy));
    }

    /// A registered model as it is to be here: versions point to where the artifacts lie now.
    RegisteredModelCopy here(RegisteredModelCopy copy) {
        return new RegisteredModelCopy(
                copy.model(), copy.versions().stream().map(this::here).toList(), copy.lastVersion());
    }

    /// Those of some runs that are here.
    List<RunCopy> storedRuns(List<String> ids) {
        return stores.tracking().exporting().runs(caller, ids);
    }

    List<LoggedModelCopy> storedModels(List<String> ids) {
        return stores.tracking().exporting().models(caller, ids);
    }

    Optional<RegisteredModelCopy> storedModel(String name) {
        return stores.registry().exporting().find(caller, name);
    }

    private RegisteredModelCopy.Version here(RegisteredModelCopy.Version copy) {
        String location = Place.parse(copy.location())
                .flatMap(place -> root(place.owner()).map(place::below))
                .orElse(copy.location());
        ModelVersion version = copy.version();
        return new RegisteredModelCopy.Version(
                version.source().isEmpty() ? version.withSource(location) : version, location);
    }

    /// The URI of the folder of a run's or a model's artifacts here.
    private Optional<String> root(Owner owner) {
        return switch (owner.kind()) {
            case RUN -> stores.tracking().exporting().placeOfRun(caller, owner.id());
            case MODEL -> stores.tracking().exporting().placeOfModel(caller, owner.id());
            case TRACE -> stores.traces().exporting().files(caller, owner.id()).map(TracesExport.Files::folder);
        };
    }

    private RunCopy here(RunCopy copy) {
        RunInfo info = copy.run().info();
        RunInfo here = new RunInfo(
                info.runId(),
                info.runUuid(),
                info.runName(),
                here(info.experimentId()).experimentId(),
                info.userId(),
                info.status(),
                info.startTime(),
                info.endTime(),
                locations.here(info.artifactUri()),
                info.lifecycleStage(),
                info.lastActivityTime(),
                null);
        Run run = copy.run();
        return new RunCopy(new Run(here, run.data(), run.inputs(), run.outputs()), copy.series(), copy.deletedTime());
    }

    private LoggedModelCopy here(LoggedModelCopy copy) {
        LoggedModelInfo info = copy.model().info();
        LoggedModelInfo here = new LoggedModelInfo(
                info.modelId(),
                here(info.experimentId()).experimentId(),
                info.name(),
                info.creationTimestampMs(),
                info.lastUpdatedTimestampMs(),
                locations.here(info.artifactUri()),
                info.status(),
                info.modelType(),
                info.sourceRunId(),
                info.statusMessage(),
                info.tags());
        return new LoggedModelCopy(new LoggedModel(here, copy.model().data()), copy.lifecycleStage());
    }

    private Experiment here(String experimentId) {
        return found(experimentId)
                .orElseThrow(
                        () -> new IllegalStateException("its experiment %s was not stored".formatted(experimentId)));
    }

    /// What an experiment of the source is here, if it was stored.
    Optional<Experiment> found(String experimentId) {
        return Optional.ofNullable(experiments.get(experimentId));
    }

    /// Where a file of the source is to lie here; empty if its owner is not here, or keeps its artifacts elsewhere.
    Optional<ArtifactPath> place(SourceFile file) {
        return root(file.owner())
                .flatMap(uri -> stores.artifacts().resolve(uri))
                .map(folder -> folder.child(ArtifactPath.of(file.path())));
    }

    /// Whether a file is of use here: spans that are in the database are in no file.
    boolean takes(SourceFile file) {
        return file.owner().kind() != Owner.Kind.TRACE
                || !file.path().equals(SpanFiles.NAME)
                || stores.traces()
                        .exporting()
                        .files(caller, file.owner().id())
                        .filter(TracesExport.Files::withoutSpans)
                        .isEmpty();
    }

    /// A file of this server's store.
    Optional<ArtifactFile> find(ArtifactPath path) throws IOException {
        return stores.artifacts().find(path);
    }

    InputStream open(ArtifactFile file) throws IOException {
        return stores.artifacts().open(file);
    }

    void write(ArtifactPath path, SourceFile file) throws IOException {
        try (InputStream content = file.open()) {
            stores.artifacts()
                    .write(path, new Upload(content, file.size(), file.sha256().map(CairnTarget::base64)));
        }
    }

    private static String base64(String hexadecimal) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexadecimal));
    }

    private static Set<String> without(Collection<String> all, Set<String> known) {
        Set<String> missing = new HashSet<>(all);
        missing.removeAll(known);
        return missing;
    }
}
