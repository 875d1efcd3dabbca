package dev.cairn.health;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.background.Background;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.ServerConfig;
import dev.cairn.db.Connections;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.http.Routes;
import dev.cairn.protocol.health.DatabaseHealth;
import dev.cairn.protocol.health.ReadHealth;
import dev.cairn.protocol.health.StoreHealth;
import dev.cairn.protocol.health.TaskHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;

/// The one public door to how the server is.
public final class Health {
    private final Versions versions;
    private final ServerConfig config;
    private final Database database;
    private final Background background;
    private final StoreProbe probe;
    private final RequestFigures requests;
    private final InstantSource clock;
    private final long started;

    public Health(
            Versions versions,
            ServerConfig config,
            Database database,
            Artifacts artifacts,
            Background background,
            MeterRegistry meters) {
        this.versions = versions;
        this.config = config;
        this.database = database;
        this.background = background;
        clock = InstantSource.system();
        probe = new StoreProbe(artifacts, clock);
        requests = new RequestFigures(meters);
        started = clock.millis();
    }

    /// Which versions the server has.
    ///
    /// @param own    of Cairn
    /// @param mlflow of the API that it answers
    public record Versions(String own, String mlflow) {}

    public void register(Routes routes) {
        routes.api("3.0/cairn").get("health", Permission.manage(Resource.SERVER), ReadHealth.class, this::read);
    }

    ReadHealth.Response read(Caller caller, ReadHealth request) {
        return new ReadHealth.Response(
                versions.own(),
                versions.mlflow(),
                started,
                clock.millis(),
                database(),
                store(),
                ProcessFigures.read(),
                requests.read(),
                background.states().stream().map(Health::shown).toList());
    }

    private DatabaseHealth database() {
        DatabaseUrl url = config.database();
        Connections connections = database.connections();
        Optional<Disk> disk = url instanceof DatabaseUrl.Sqlite sqlite ? Disk.of(sqlite.file()) : Optional.empty();
        return database.read(tx -> {
            HealthStore store = new HealthStore(tx);
            long began = System.nanoTime();
            String version = store.version();
            long micros = (System.nanoTime() - began) / 1_000;
            return new DatabaseHealth(
                    url instanceof DatabaseUrl.Sqlite ? "sqlite" : "postgresql",
                    version,
                    url.toString(),
                    store.schemaVersion(),
                    store.bytes(),
                    disk.map(Disk::free).orElse(null),
                    micros,
                    connections.busy(),
                    connections.most(),
                    connections.waiting(),
                    store.servers(),
                    store.purging(),
                    store.indexing());
        });
    }

    private StoreHealth store() {
        ArtifactDestination destination = config.artifacts().destination();
        Optional<StoreProbe.Found> found = probe.found();
        Optional<Disk> disk =
                destination instanceof ArtifactDestination.Folder folder ? Disk.of(folder.path()) : Optional.empty();
        return new StoreHealth(
                switch (destination) {
                    case ArtifactDestination.Folder folder -> "folder";
                    case ArtifactDestination.S3 s3 -> "s3";
                    case ArtifactDestination.Azure azure -> "azure";
                    case ArtifactDestination.Gcs gcs -> "gcs";
                },
                destination instanceof ArtifactDestination.Folder folder
                        ? folder.path().toAbsolutePath().normalize().toString()
                        : destination.uris().getFirst(),
                found.map(it -> it.problem() == null).orElse(null),
                found.map(StoreProbe.Found::time).orElse(null),
                found.map(StoreProbe.Found::problem).orElse(null),
                found.map(StoreProbe.Found::micros).orElse(null),
                disk.map(Disk::free).orElse(null),
                disk.map(Disk::total).orElse(null));
    }

    private static TaskHealth shown(Background.TaskState task) {
        return new TaskHealth(
                task.name(),
                task.pause().toMillis(),
                task.isAtWork(),
                task.turns(),
                task.failures(),
                task.ended(),
                task.took(),
                task.failed());
    }
}
