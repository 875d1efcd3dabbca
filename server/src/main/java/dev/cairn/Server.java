package dev.cairn;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.config.ServerConfig;
import dev.cairn.db.Database;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Route;
import dev.cairn.http.Routes;
import dev.cairn.registry.Registry;
import dev.cairn.tracking.Tracking;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// The composition root: every object of a server is made here, top to bottom.
public final class Server implements AutoCloseable {
    private final Database database;
    private final HttpServer http;

    private Server(Database database, HttpServer http) {
        this.database = database;
        this.http = http;
    }

    /// Opens the stores and listens; the server answers once this returns.
    public static Server start(ServerConfig config) throws IOException {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Database database = Database.open(config.database());
        try {
            List<Route> routes = routes(config, database, meters);
            return new Server(database, HttpServer.start(config.http(), routes, Caller.LOCAL_OWNER, meters));
        } catch (IOException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /// All that a server answers to, with everything behind it.
    static List<Route> routes(ServerConfig config, Database database, PrometheusMeterRegistry meters)
            throws IOException {
        InstantSource clock = InstantSource.system();
        Artifacts artifacts = new Artifacts(new LocalStore(config.artifacts()));
        Tracking tracking = new Tracking(database, artifacts, config.artifactRoot(), clock);
        Registry registry = new Registry(database, artifacts, tracking, clock);

        Routes routes = new Routes();
        new StatusApi(database, meters).register(routes);
        artifacts.register(routes);
        tracking.register(routes);
        registry.register(routes);
        return routes.all();
    }

    public int port() {
        return http.port();
    }

    /// Finishes the requests that are under way, then closes the stores.
    @Override
    public void close() {
        http.close();
        database.close();
    }
}
