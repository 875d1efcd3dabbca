package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.series.Points;
import dev.cairn.text.ChosenIds;
import dev.cairn.tracking.entries.MetricBatch;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.ExperimentImport;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.Lifecycle;
import dev.cairn.tracking.experiments.StoredExperiment;
import dev.cairn.tracking.models.LoggedModelImport;
import dev.cairn.tracking.names.KeyNames;
import dev.cairn.tracking.names.Names;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Stores experiments, runs and logged models whole, as another server had them: with their ids, times and stages.
///
/// Each call is one transaction: a run is there with everything, or not at all, so that an import which was cut off
/// goes on with what is missing.
public final class TrackingImport {
    private final Database database;
    private final Names names;
    private final ExperimentImport experiments;
    private final LoggedModelImport models;

    TrackingImport(Database database, Names names, ArtifactRoot artifactRoot) {
        this.database = database;
        this.names = names;
        this.experiments = new ExperimentImport(artifactRoot);
        this.models = new LoggedModelImport();
    }

    /// Whether this server keeps a URI of artifacts as it is.
    public boolean keeps(String uri) {
        try {
            return ArtifactRoot.validated(uri) != null;
        } catch (ApiException refused) {
            return false;
        }
    }

    /// Adds an experiment, or finds what it became when it was imported before. Its id and its name are kept where they
    /// are free; a name that is taken gets ` (imported)` behind it. An untouched `Default` makes room.
    ///
    /// @param source     what it is read from, the same for each try
    /// @param experiment with an empty artifact location if it shall have one of this server
    public ImportedExperiment addExperiment(Caller caller, String source, Experiment experiment) {
        return database.write(tx -> experiments
                .find(tx, caller, source, experiment)
                .map(known -> new ImportedExperiment(known, false))
                .orElseGet(() -> new ImportedExperiment(experiments.add(tx, caller, source, experiment), true)));
    }

    /// What an experiment of elsewhere is here.
    ///
    /// @param isNew whether it was not here before
    public record ImportedExperiment(Experiment here, boolean isNew) {}

    /// Those of some runs that are here already.
    public Set<String> knownRuns(Caller caller, Collection<String> runIds) {
        return database.read(tx -> new RunStore(tx, caller).known(runIds));
    }

    /// Adds runs to experiments that are here.
    ///
    /// @param copies with the ids of experiments here; an empty artifact URI becomes a folder of the experiment
    public void addRuns(Caller caller, List<RunCopy> copies) {
        copies.forEach(copy -> ChosenIds.ofOther("run", copy.run().info().runId()));
        database.write(tx -> {
            ToLongFunction<String> ids = names.idsOf(
                    tx,
                    copies.stream()
                            .flatMap(copy -> Stream.concat(
                                    copy.series().keySet().stream(),
                                    Stream.concat(
                                                    copy.run().data().params().stream(),
                                                    copy.run().data().tags().stream())
                                            .map(Tag::key))));
            names.keys().note(tx, copies.stream().flatMap(copy -> keys(copy, ids)));
            SortedMap<RunKey, Points> points = new TreeMap<>();
            SortedMap<RunKey, String> params = new TreeMap<>();
            SortedMap<RunKey, String> tags = new TreeMap<>();
            for (RunCopy copy : copies) {
                long run = addRun(tx, caller, copy);
                copy.series().forEach((key, own) -> points.put(new RunKey(run, ids.applyAsLong(key)), finite(own)));
                copy.run()
                        .data()
                        .params()
                        .forEach(tag -> params.put(new RunKey(run, ids.applyAsLong(tag.key())), tag.value()));
                copy.run()
                        .data()
                        .tags()
                        .forEach(tag -> tags.put(new RunKey(run, ids.applyAsLong(tag.key())), tag.value()));
            }
            new MetricStore(tx).append(points);
            TagStore texts = new TagStore(tx);
            texts.addParams(params);
            texts.setTags(tags);
            return Empty.EMPTY;
        });
    }

    private static Stream<KeyNames.Key> keys(RunCopy copy, ToLongFunction<String> ids) {
        long experiment = Experiments.id(copy.run().info().experimentId());
        Stream<KeyNames.Key> metrics = copy.series().keySet().stream()
                .map(key -> new KeyNames.Key(experiment, KeyNames.METRICS, ids.applyAsLong(key)));
        Stream<KeyNames.Key> params = copy.run().data().params().stream()
                .map(tag -> new KeyNames.Key(experiment, KeyNames.PARAMS, ids.applyAsLong(tag.key())));
        Stream<KeyNames.Key> tags = copy.run().data().tags().stream()
                .map(tag -> new KeyNames.Key(experiment, KeyNames.TAGS, ids.applyAsLong(tag.key())));
        return Stream.of(metrics, params, tags).flatMap(keys -> keys);
    }

    private long addRun(Transaction tx, Caller caller, RunCopy copy) {
        Run run = copy.run();
        StoredExperiment experiment = Experiments.get(tx, caller, run.info().experimentId());
        String location = ArtifactRoot.validated(run.info().artifactUri());
        StoredRun stored = new StoredRun(
                0,
                run.info().runId(),
                experiment.id(),
                run.info().runName(),
                run.info().userId(),
                run.info().status(),
                run.info().startTime(),
                run.info().endTime(),
                Lifecycle.checked(run.info().lifecycleStage()),
                location == null
                        ? ArtifactRoot.ofRun(
                                experiment.artifactLocation(), run.info().runId())
                        : location,
                run.info().lastActivityTime());
        RunStore store = new RunStore(tx, caller);
        long id = store.insertCopy(stored, copy.deletedTime());
        run.data().tags().stream()
                .filter(tag -> tag.key().equals(Runs.PARENT_TAG))
                .forEach(tag -> store.setParent(id, tag.value()));
        addInputs(new InputStore(tx), experiment.id(), id, run);
        return id;
    }

    private static void addInputs(InputStore store, long experiment, long run, Run copy) {
        RunInputs inputs = Objects.requireNonNullElse(copy.inputs(), new RunInputs(List.of(), List.of()));
        RunOutputs outputs = Objects.requireNonNullElse(copy.outputs(), new RunOutputs(List.of()));
        for (DatasetInput input : inputs.datasetInputs()) {
            store.addDataset(run, store.datasetId(experiment, input.dataset()), input.tags());
        }
        inputs.modelInputs().forEach(model -> store.addModel(run, model.modelId()));
        outputs.modelOutputs()
                .forEach(model -> store.addOutput(run, model.modelId(), Objects.requireNonNullElse(model.step(), 0L)));
    }

    /// Those of some logged models that are here already.
    public Set<String> knownModels(Caller caller, Collection<String> modelIds) {
        return database.read(tx -> models.known(tx, caller, modelIds));
    }

    /// Adds logged models to experiments that are here; an empty artifact URI becomes a folder of the experiment.
    public void addModels(Caller caller, List<LoggedModelCopy> copies) {
        copies.forEach(
                copy -> ChosenIds.ofOther("logged model", copy.model().info().modelId()));
        database.write(tx -> {
            copies.forEach(copy -> models.add(tx, caller, copy.model(), copy.lifecycleStage()));
            return Empty.EMPTY;
        });
    }

    private static Points finite(Points points) {
        Points finite = new Points();
        Points sorted = points.byTime();
        for (int i = 0; i < sorted.size(); i++) {
            finite.add(sorted.step(i), sorted.timestamp(i), MetricBatch.finite(sorted.value(i)));
        }
        return finite;
    }
}
