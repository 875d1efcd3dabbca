package dev.cairn.tracking;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import java.time.InstantSource;

/// The one public door of tracking.
public final class Tracking {
    private final Experiments experiments;
    private final ExperimentSearch experimentSearch;
    private final Runs runs;
    private final RunSearch runSearch;
    private final RunLogging logging;
    private final Metrics metrics;
    private final Inputs inputs;
    private final LoggedModels loggedModels;
    private final LoggedModelSearch loggedModelSearch;
    private final TrackedArtifacts artifacts;

    /// @param artifactRoot the URI below which experiments keep their artifacts, such as `mlflow-artifacts:/`
    public Tracking(Database database, Artifacts artifactStore, String artifactRoot, InstantSource clock) {
        Names names = new Names();
        RunReader reader = new RunReader(names);
        experiments = new Experiments(database, new ArtifactRoot(artifactRoot), clock);
        experimentSearch = new ExperimentSearch(database);
        runs = new Runs(database, names, reader, clock);
        runSearch = new RunSearch(database, names, reader);
        logging = new RunLogging(database, names, new ModelMetrics());
        metrics = new Metrics(database, names);
        inputs = new Inputs(database);
        loggedModels = new LoggedModels(database, clock);
        loggedModelSearch = new LoggedModelSearch(database);
        artifacts = new TrackedArtifacts(database, artifactStore);
        experiments.createDefault();
    }

    public void register(Routes routes) {
        TrackingApi.experiments(routes, experiments, experimentSearch, inputs);
        TrackingApi.runs(routes, runs, runSearch);
        TrackingApi.logging(routes, logging, inputs);
        TrackingApi.metrics(routes, metrics);
        TrackingApi.loggedModels(routes, loggedModels, loggedModelSearch);
        TrackingApi.artifacts(routes, artifacts);
    }
}
