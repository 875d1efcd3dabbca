package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.managed.FileRoot;
import dev.cairn.background.Background;
import dev.cairn.config.Upkeep;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Routes;
import dev.cairn.live.Live;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.RestoreRun;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.ExperimentChanges;
import dev.cairn.tracking.experiments.ExperimentSearch;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.StoredExperiment;
import dev.cairn.tracking.models.LoggedModelSearch;
import dev.cairn.tracking.models.LoggedModels;
import dev.cairn.tracking.names.Names;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one public door of tracking.
public final class Tracking {
    private static final Duration STALE_RUNS_PAUSE = Duration.ofSeconds(30);

    private final ExperimentChanges experimentChanges;
    private final RunChanges changes;
    private final Experiments experiments;
    private final ExperimentSearch experimentSearch;
    private final Runs runs;
    private final RunMoves moves;
    private final RunningRuns running;
    private final StaleRuns staleRuns;
    private final RunSearch runSearch;
    private final RunFinder finder;
    private final RunLogging logging;
    private final Metrics metrics;
    private final Plots plots;
    private final Inputs inputs;
    private final LoggedModels loggedModels;
    private final LoggedModelSearch loggedModelSearch;
    private final TrackedArtifacts artifacts;
    private final TrackedFiles files;
    private final TrackingImport importing;
    private final TrackingExport exporting;

    /// With the default settings, and a stream of changes that nobody keeps going.
    public Tracking(Database database, Artifacts artifactStore, String artifactRoot, InstantSource clock) {
        this(
                database,
                artifactStore,
                new Live(database, clock),
                new TrackingConfig(artifactRoot, Upkeep.DEFAULT),
                clock);
    }

    public Tracking(Database database, Artifacts artifactStore, Live live, TrackingConfig config, InstantSource clock) {
        Names names = new Names();
        Activity activity = new Activity(clock, config.staleAfter());
        experimentChanges = new ExperimentChanges(database, live);
        changes = new RunChanges(database, live, activity);
        RunReader reader = new RunReader(names, activity);
        ArtifactRoot root = new ArtifactRoot(config.artifactRoot());
        experiments = new Experiments(
                database, root, uri -> artifactStore.resolve(uri).isPresent(), experimentChanges, clock);
        experimentSearch = new ExperimentSearch(database);
        runs = new Runs(database, names, reader, changes, clock);
        moves = new RunMoves(database, changes);
        running = new RunningRuns(database, activity);
        staleRuns = new StaleRuns(database, names, changes, clock, StaleRuns.Policy.setting(config.closeStaleRuns()));
        runSearch = new RunSearch(database, names, reader);
        finder = new RunFinder(names, activity);
        logging = new RunLogging(database, names, changes);
        metrics = new Metrics(database, names);
        plots = new Plots(database, names);
        inputs = new Inputs(database, changes);
        loggedModels = new LoggedModels(database, clock);
        loggedModelSearch = new LoggedModelSearch(database);
        artifacts = new TrackedArtifacts(database, artifactStore);
        files = new TrackedFiles(artifacts);
        importing = new TrackingImport(database, names, root);
        exporting = new TrackingExport(database, names, reader);
        experiments.createDefault();
        artifactStore.onStored(changes::stored);
        artifactStore.guardedBy(new ArtifactOwners(database, artifactStore));
    }

    public void register(Routes routes) {
        TrackingApi.experiments(routes, experiments, experimentSearch, inputs);
        TrackingApi.runs(routes, runs, moves, runSearch);
        TrackingApi.running(routes, running);
        TrackingApi.logging(routes, logging, inputs);
        TrackingApi.metrics(routes, metrics, plots);
        TrackingApi.loggedModels(routes, loggedModels, loggedModelSearch);
        TrackingApi.artifacts(routes, artifacts);
        TrackingApi.changes(routes, experimentChanges, changes);
    }

    /// The files of runs and logged models, as the managed platform's clients know them.
    public FileRoot files() {
        return files;
    }

    /// The folder in the artifact store of a run that the caller reads.
    ///
    /// @throws ApiException if there is no such run, or its files are kept outside this server
    public ArtifactPath filesOfRun(Caller caller, String runId) {
        return artifacts.folderOfRun(caller, runId);
    }

    /// The same of a logged model.
    public ArtifactPath filesOfModel(Caller caller, String modelId) {
        return artifacts.folderOfModel(caller, modelId);
    }

    /// Finds runs for those who show them as tables.
    public RunFinder finder() {
        return finder;
    }

    /// Stores what comes whole from another server.
    public TrackingImport importing() {
        return importing;
    }

    /// Gives what goes whole to another server.
    public TrackingExport exporting() {
        return exporting;
    }

    /// Takes an experiment out of the trash, with all of its runs.
    public void restoreExperiment(Caller caller, String experimentId) {
        experiments.restore(caller, new RestoreExperiment(experimentId));
    }

    /// Takes a run out of the trash.
    public void restoreRun(Caller caller, String runId) {
        runs.restore(caller, new RestoreRun(runId));
    }

    /// Takes a logged model out of the trash.
    public void restoreModel(Caller caller, String modelId) {
        loggedModels.restore(caller, modelId);
    }

    /// Tells those who watch an experiment that something happened to its traces, once the transaction is durable.
    public void tellOfTraces(Transaction tx, long experiment) {
        experimentChanges.traces(tx, experiment);
    }

    /// What tracking does by itself.
    public void start(Background background) {
        background.every(STALE_RUNS_PAUSE, "stale-runs", staleRuns::close);
    }

    /// An experiment to which something may be added; it stays active until the transaction ends.
    public ExperimentHome activeExperiment(Transaction tx, Caller caller, String experimentId) {
        StoredExperiment experiment = Experiments.active(tx, caller, experimentId);
        return new ExperimentHome(experiment.id(), experiment.artifactLocation());
    }

    /// Where an experiment of the caller's workspace keeps what it has, be it in the trash or not.
    public Optional<ExperimentHome> findHome(Transaction tx, Caller caller, String experimentId) {
        return Experiments.find(tx, caller, experimentId)
                .map(experiment -> new ExperimentHome(experiment.id(), experiment.artifactLocation()));
    }

    /// Where an experiment keeps what it has.
    ///
    /// @param id               its row
    /// @param artifactLocation the URI below which its files lie
    public record ExperimentHome(long id, String artifactLocation) {}

    /// The row that an experiment id on the wire names, whether it is there or not.
    public long experimentNumber(String experimentId) {
        return Experiments.id(experimentId);
    }

    /// The row of an experiment of the caller's workspace that must be there, in the trash or not.
    public long getExperiment(Transaction tx, Caller caller, String experimentId) {
        return Experiments.get(tx, caller, experimentId).id();
    }

    /// The row of an experiment of the caller's workspace, in the trash or not.
    public Optional<Long> findExperiment(Transaction tx, Caller caller, String experimentId) {
        return Experiments.find(tx, caller, experimentId).map(StoredExperiment::id);
    }

    /// Refuses a root of artifacts that this server cannot keep to, or that is another workspace's; null is none.
    public static void checkArtifactRoot(String workspace, @Nullable String uri) {
        String root = ArtifactRoot.validated(uri);
        if (root != null) {
            ArtifactRoot.within(workspace, root);
        }
    }

    /// Lets other features do what belongs to the deletion of a run, in its transaction and given its id.
    public void whenRunIsDeleted(BiConsumer<Transaction, String> also) {
        runs.whenDeleted(also);
    }

    /// A run of the caller's workspace, in the trash or not.
    public Optional<ArtifactOwner> findRun(Transaction tx, Caller caller, String runId) {
        return new RunStore(tx, caller)
                .present(List.of(runId)).stream()
                        .findFirst()
                        .map(run -> new ArtifactOwner(runId, run.artifactUri(), runId));
    }

    /// A logged model of the caller's workspace that is not in the trash.
    public Optional<ArtifactOwner> findModel(Transaction tx, Caller caller, String modelId) {
        return LoggedModels.find(tx, caller, modelId)
                .map(model -> new ArtifactOwner(modelId, model.artifactUri(), model.sourceRunId()));
    }

    /// Sets a tag of a logged model to what follows from the value it has; nothing happens to a model that is gone.
    public void tagModel(
            Transaction tx, Caller caller, String modelId, String key, Function<Optional<String>, String> value) {
        LoggedModels.tag(tx, caller, modelId, key, value);
    }
}
