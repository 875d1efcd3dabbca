package dev.cairn.serving;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.background.Background;
import dev.cairn.catalog.Catalog;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.db.Database;
import dev.cairn.grpc.Grpc;
import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.InferenceMethods;
import dev.cairn.hosting.LoadingMarks;
import dev.cairn.hosting.MemoryBudget;
import dev.cairn.hosting.MetricsHistory;
import dev.cairn.hosting.ModelOpener;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.hosting.ServerFolder;
import dev.cairn.http.Routes;
import dev.cairn.inference.InferenceTables;
import dev.cairn.registry.Registry;
import dev.cairn.remote.ClusterModels;
import dev.cairn.secrets.Secrets;
import dev.cairn.serving.variables.SecretVariables;
import dev.cairn.tracking.Tracking;
import dev.cairn.workers.PythonModels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// The one public door of serving endpoints.
public final class Serving implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration ROLLOUT_TURN = Duration.ofMillis(500);

    private final ScoringThreads threads = new ScoringThreads();
    private final ServerFolder models;
    private final PythonModels pythonModels;
    private final Fleet fleet;
    private final Endpoints endpoints;
    private final Invocations invocations;
    private final Inferences inferences;
    private final Watching watching;
    private final Rollouts rollouts;
    private final RolloutTurns rolloutTurns;
    private final ClusterModels cluster;
    private final ReleaseTurns releaseTurns;
    private final InferenceTables tables;
    private final ModelSource source;

    /// @param models  a folder that servers may share, for the files of models while they are needed
    /// @param cluster where models can run besides; closed with this
    public Serving(
            Database database,
            Tracking tracking,
            Registry registry,
            Catalog catalog,
            Artifacts artifacts,
            Secrets secrets,
            Path models,
            PythonModelConfig python,
            ClusterModels cluster,
            InferenceTables tables,
            InstantSource clock) {
        this.models = new ServerFolder(models);
        source = new ModelSource(tracking, registry, catalog, artifacts, this.models);
        pythonModels = new PythonModels(python);
        ModelOpener opener = new ModelOpener(pythonModels, MemoryBudget.ofHeap());
        this.tables = tables;
        SecretVariables variables = new SecretVariables(secrets);
        this.cluster = cluster;
        VersionLoader.Ways ways = new VersionLoader.Ways(variables, opener, cluster);
        LoadingMarks marks = new LoadingMarks(models.resolveSibling("loading"));
        VersionLoader versions =
                new VersionLoader(database, source, ways, threads, clock, MemoryBudget.ofMachine(), marks);
        fleet = new Fleet(database, new Loading(versions), new Outcomes(database, clock), tables);
        endpoints = new Endpoints(database, source, variables, cluster, new Display(fleet), tables, clock);
        releaseTurns = new ReleaseTurns(database, source, cluster);
        BodyBudget budget = new BodyBudget();
        Asking asking = new Asking(tables);
        invocations = new Invocations(database, fleet, asking, budget);
        inferences = new Inferences(invocations, asking, budget);
        watching = new Watching(database, fleet, tables, clock);
        rollouts = new Rollouts(database, clock);
        rolloutTurns = new RolloutTurns(database, fleet, rollouts, clock);
    }

    /// Adds the routes.
    ///
    /// @param version of this software
    public void register(Routes routes, String version) {
        EndpointsApi.managed(routes, endpoints);
        EndpointsApi.refused(routes);
        EndpointsApi.watching(routes, watching);
        EndpointsApi.own(routes, endpoints);
        EndpointsApi.rollouts(routes, rollouts);
        EndpointsApi.invocations(routes, invocations);
        EndpointsApi.inferences(routes, inferences, version);
        tables.register(routes, endpoints, source);
    }

    /// The methods of gRPC that ask endpoints.
    ///
    /// @param version of this software
    public Grpc grpc(String version) {
        return InferenceMethods.of(inferences, EndpointsApi.TERMS, version);
    }

    /// Serves what is stored from now on.
    public void start(Background background) {
        models.sweep();
        tables.start(background);
        background.every(TURN, "serving", fleet::turn);
        background.every(MetricsHistory.STEP, "serving metrics", watching::keep);
        background.every(ROLLOUT_TURN, "rollouts", rolloutTurns::turn);
        cluster.turn().ifPresent(pause -> background.every(pause, "releases", releaseTurns::turn));
    }

    @Override
    public void close() {
        fleet.close();
        cluster.close();
        pythonModels.close();
        threads.close();
        models.close();
        tables.close();
    }
}
