package dev.cairn.trash;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.artifacts.Upload;
import dev.cairn.config.Upkeep;
import dev.cairn.db.Database;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Json;
import dev.cairn.http.Route;
import dev.cairn.http.Routes;
import dev.cairn.live.Live;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.registry.Registry;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A trash with tracking and registry around it on a database of their own, called as over the wire.
final class Bin implements AutoCloseable {
    final Database database;
    final Path folder;
    final Trash trash;
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private final Artifacts artifacts;
    private final List<Route> routes;

    Bin(Database database, Path folder, Upkeep upkeep) throws IOException {
        this(database, folder, new LocalStore(folder), upkeep);
    }

    /// @param store over the folder
    Bin(Database database, Path folder, ArtifactStore store, Upkeep upkeep) {
        this(database, folder, new Artifacts(store), upkeep);
    }

    private Bin(Database database, Path folder, Artifacts artifacts, Upkeep upkeep) {
        this.database = database;
        this.folder = folder;
        InstantSource clock = () -> Instant.ofEpochMilli(now.incrementAndGet());
        this.artifacts = artifacts;
        Live live = new Live(database, clock);
        Tracking tracking = new Tracking(database, artifacts, "mlflow-artifacts:/", clock);
        Traces traces = new Traces(database, artifacts, tracking, clock);
        trash = new Trash(database, artifacts, tracking, traces, live, upkeep, clock);
        Routes table = new Routes();
        tracking.register(table);
        new Registry(database, artifacts, tracking, List.of(), clock).register(table);
        traces.register(table);
        trash.register(table);
        routes = table.all();
    }

    /// One whose store is a folder of its own below another.
    static Bin open(Database database, Path folder) throws IOException {
        return new Bin(database, Files.createDirectories(folder.resolve("store")), Upkeep.DEFAULT);
    }

    /// One whose store other clients reach by another URI as well.
    static Bin reachedBy(String uri, Database database, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("reached"));
        return new Bin(database, own, new Artifacts(new LocalStore(own), false, List.of(uri)), Upkeep.DEFAULT);
    }

    static Upkeep retention(@Nullable Duration trash, @Nullable Duration traces) {
        return new Upkeep(
                Duration.ofMinutes(10),
                "off",
                Optional.ofNullable(trash),
                Optional.ofNullable(traces),
                Optional.empty());
    }

    void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    long time() {
        return now.get();
    }

    JsonNode post(String path, String json) {
        return call("/api/" + path, json);
    }

    private JsonNode call(String path, String json) {
        Route route = routes.stream()
                .filter(candidate -> candidate.path().equals(path) && candidate.endpoint() instanceof Endpoint.Rpc)
                .findFirst()
                .orElseThrow();
        return answer((Endpoint.Rpc<?>) route.endpoint(), json);
    }

    private static <Q> JsonNode answer(Endpoint.Rpc<Q> rpc, String json) {
        Q request = Json.read(json.getBytes(StandardCharsets.UTF_8), rpc.request());
        return Json.readTree(Json.write(rpc.rule().apply(Caller.LOCAL_OWNER, request)));
    }

    JsonNode mlflow(String endpoint, String json) {
        return post("2.0/mlflow/" + endpoint, json);
    }

    String experiment() {
        return experiment("");
    }

    String experiment(String location) {
        return mlflow(
                        "experiments/create",
                        "{\"name\": \"%s\", \"artifact_location\": \"%s\"}".formatted(UUID.randomUUID(), location))
                .path("experiment_id")
                .asString();
    }

    String run(String experiment) {
        return mlflow("runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .at("/run/info/run_id")
                .asString();
    }

    /// A run with some of everything.
    String fullRun(String experiment) throws IOException {
        String run = run(experiment);
        for (int step = 0; step < 300; step++) {
            mlflow(
                    "runs/log-metric",
                    "{\"run_id\": \"%s\", \"key\": \"m%d\", \"value\": 1, \"timestamp\": 1, \"step\": %d}"
                            .formatted(run, step % 3, step));
        }
        mlflow("runs/log-parameter", "{\"run_id\": \"%s\", \"key\": \"p\", \"value\": \"1\"}".formatted(run));
        mlflow("runs/log-inputs", """
                {"run_id": "%s", "datasets": [{"tags": [{"key": "a", "value": "b"}], "dataset":
                  {"name": "d", "digest": "1", "source_type": "s", "source": "s"}}]}
                """.formatted(run));
        store(experiment + "/" + run + "/artifacts/deep/file.txt");
        return run;
    }

    String model(String experiment, String run) throws IOException {
        String model = mlflow(
                        "logged-models",
                        "{\"experiment_id\": \"%s\", \"source_run_id\": \"%s\"}".formatted(experiment, run))
                .at("/model/info/model_id")
                .asString();
        store(experiment + "/models/" + model + "/artifacts/MLmodel");
        return model;
    }

    /// A trace with a file.
    String trace(String experiment) throws IOException {
        String trace = "tr-" + UUID.randomUUID().toString().replace("-", "");
        post("3.0/mlflow/traces", """
                {"trace": {"trace_info": {"trace_id": "%s", "request_time": "2023-11-14T00:00:00Z", "state": "OK",
                  "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "%s"}}}}}
                """.formatted(trace, experiment));
        store(experiment + "/traces/" + trace + "/artifacts/attachments/a.txt");
        return trace;
    }

    void deleteRun(String run) {
        mlflow("runs/delete", "{\"run_id\": \"%s\"}".formatted(run));
    }

    void deleteExperiment(String experiment) {
        mlflow("experiments/delete", "{\"experiment_id\": \"%s\"}".formatted(experiment));
    }

    PurgeTrash.Response purgeAll() {
        return trash.purge(new PurgeTrash(List.of(), List.of(), List.of(), List.of(), null, true, null))
                .response();
    }

    List<String> ids(String json) {
        return post("3.0/cairn/trash", json)
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    void store(String path) throws IOException {
        byte[] content = path.getBytes(StandardCharsets.UTF_8);
        artifacts.write(
                ArtifactPath.of(path), new Upload(new ByteArrayInputStream(content), content.length, Optional.empty()));
    }

    /// The files that are there, relative to the store.
    List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /// How many rows each table has, but for dictionaries and the log of changes.
    Map<String, Long> rows() {
        return database.read(tx -> {
            String tables = switch (tx.dialect()) {
                case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
                case POSTGRES -> "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
            };
            Map<String, Long> rows = new TreeMap<>();
            for (String table : tx.query(tables, row -> row.getString(1))) {
                if (!table.equals("names") && !table.startsWith("live_")) {
                    rows.put(table, tx.number("SELECT COUNT(*) FROM " + table));
                }
            }
            return rows;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
