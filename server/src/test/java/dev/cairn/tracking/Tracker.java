package dev.cairn.tracking;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.live.Live;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.GetMetricHistory;
import dev.cairn.protocol.tracking.GetRun;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.ExperimentChanges;
import dev.cairn.tracking.experiments.ExperimentSearch;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.models.LoggedModelSearch;
import dev.cairn.tracking.models.LoggedModels;
import dev.cairn.tracking.names.Names;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules of tracking on a real database, called from a workspace in which nothing is yet.
public final class Tracker {
    public final Database database;
    public final TestClock clock = new TestClock();
    final Activity activity = new Activity(clock, Duration.ofMinutes(10));
    final RunChanges changes;
    public final Names names = new Names();
    public final Experiments experiments;
    public final ExperimentSearch experimentSearch;
    final Runs runs;
    final RunMoves moves;
    final RunSearch runSearch;
    final RunLogging logging;
    final Metrics metrics;
    final Plots plots;
    final Inputs inputs;
    public final LoggedModels models;
    public final LoggedModelSearch modelSearch;
    public final TrackingImport importing;
    public final TrackingExport exporting;
    public final RunFinder finder;
    public final Caller caller;

    public Tracker(TestDatabase kind) {
        this(kind.shared());
    }

    public Tracker(Database database) {
        this(database, newWorkspace(database));
    }

    private Tracker(Database database, Workspace workspace) {
        this.database = database;
        Live live = new Live(database, clock);
        changes = new RunChanges(database, live, activity);
        RunReader reader = new RunReader(names, activity);
        experiments = new Experiments(
                database,
                new ArtifactRoot("mlflow-artifacts:/"),
                uri -> false,
                new ExperimentChanges(database, live),
                clock);
        experimentSearch = new ExperimentSearch(database);
        runs = new Runs(database, names, reader, changes, clock);
        moves = new RunMoves(database, changes);
        runSearch = new RunSearch(database, names, reader);
        logging = new RunLogging(database, names, changes);
        metrics = new Metrics(database, names);
        plots = new Plots(database, names);
        inputs = new Inputs(database, changes);
        models = new LoggedModels(database, clock);
        modelSearch = new LoggedModelSearch(database);
        importing = new TrackingImport(database, names, new ArtifactRoot("mlflow-artifacts:/"));
        exporting = new TrackingExport(database, names, reader);
        finder = new RunFinder(names, activity);
        caller = TestCaller.of("someone", workspace);
    }

    /// The same workspace as another process sees it, which remembers nothing yet.
    public Tracker elsewhere() {
        return new Tracker(database, caller.workspace());
    }

    private static Workspace newWorkspace(Database database) {
        String name = "w" + UUID.randomUUID();
        long id = database.write(tx -> tx.number("INSERT INTO workspaces (name) VALUES (?) RETURNING id", name));
        return new Workspace(id, name);
    }

    /// Where the files of an experiment lie in the store.
    String folder(String experiment) {
        return "workspaces/%s/%s".formatted(caller.workspace().name(), experiment);
    }

    public String experiment() {
        return experiment("experiment " + clock.millis());
    }

    public String experiment(String name) {
        return experiments
                .create(caller, new CreateExperiment(name, null, List.of()))
                .experimentId();
    }

    public String run() {
        return run(experiment());
    }

    public String run(String experiment) {
        return run(experiment, null).runId();
    }

    public RunInfo run(String experiment, @Nullable String name) {
        return runs.create(caller, new CreateRun(experiment, "someone", name, clock.millis(), List.of()))
                .run()
                .info();
    }

    public Run get(String run) {
        return runs.get(caller, new GetRun(run)).run();
    }

    public Map<String, String> params(String run) {
        return texts(get(run).data().params());
    }

    public Map<String, String> tags(String run) {
        return texts(get(run).data().tags());
    }

    public static Map<String, String> texts(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /// Logs one batch of points.
    public void log(String run, Metric... points) {
        log(run, List.of(points));
    }

    public void log(String run, List<Metric> points) {
        logging.logBatch(caller, new LogBatch(run, points, List.of(), List.of()));
    }

    public void param(String run, String key, String value) {
        logging.logParam(caller, new LogParam(run, key, value));
    }

    public static Metric point(String key, double value, long timestamp, long step) {
        return new Metric(key, value, timestamp, step, null, null, null, null);
    }

    public List<Metric> history(String run, String key) {
        return metrics.history(caller, new GetMetricHistory(run, key, null, null))
                .metrics();
    }

    /// The names of the runs of an experiment that a search finds, in its order.
    public List<String> found(String experiment, String filter, String... orderBy) {
        return runSearch
                .search(caller, new SearchRuns(List.of(experiment), filter, null, null, List.of(orderBy), null))
                .runs()
                .stream()
                .map(run -> run.info().runName())
                .toList();
    }
}
