package dev.cairn.registry;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A registry and its tracking on a database of their own. The registry's clock moves on by a millisecond each
/// time it is read.
final class RegistryFixture implements AutoCloseable {
    static final Caller OWNER = Caller.LOCAL_OWNER;
    static final List<Tag> PROMPT = List.of(new Tag("mlflow.prompt.is_prompt", "true"));

    final Database database;
    final Routes routes = new Routes();
    final RegisteredModels models;
    final RegisteredModelSearch modelSearch;
    final ModelVersions versions;
    final ModelVersionSearch versionSearch;
    final Aliases aliases;
    final List<RegistryEvent> told = new ArrayList<>();

    private RegistryFixture(Database database, Artifacts artifacts) {
        AtomicLong now = new AtomicLong(1_001);
        InstantSource clock = () -> Instant.ofEpochMilli(now.getAndIncrement());
        this.database = database;
        Tracking tracking = new Tracking(database, artifacts, "mlflow-artifacts:/", InstantSource.system());
        artifacts.register(routes);
        tracking.register(routes);
        new Registry(database, artifacts, tracking, List.of(), clock).register(routes);
        Chronicle chronicle = new Chronicle(List.of((tx, caller, event) -> told.add(event)));
        models = new RegisteredModels(database, chronicle, clock);
        modelSearch = new RegisteredModelSearch(database);
        versions = new ModelVersions(database, tracking, artifacts, chronicle, clock);
        versionSearch = new ModelVersionSearch(database);
        aliases = new Aliases(database, chronicle);
    }

    static RegistryFixture open(Path folder) throws IOException {
        return new RegistryFixture(
                Database.open(new DatabaseUrl.Sqlite(folder.resolve("x.db"))),
                new Artifacts(new LocalStore(folder.resolve("artifacts"))));
    }

    /// A caller in a workspace that nothing was done in yet.
    Caller stranger() {
        long id = database.write(tx -> tx.number("INSERT INTO workspaces (name) VALUES ('team-b') RETURNING id"));
        return TestCaller.of("stranger", new Workspace(id, "team-b"));
    }

    RegisteredModel model(String name, Tag... tags) {
        return models.create(OWNER, new CreateRegisteredModel(name, List.of(tags), null))
                .registeredModel();
    }

    RegisteredModel prompt(String name) {
        return models.create(OWNER, new CreateRegisteredModel(name, PROMPT, null))
                .registeredModel();
    }

    ModelVersion version(String name, Tag... tags) {
        return version(OWNER, request(name, "s3://bucket/" + name, null, null, tags));
    }

    ModelVersion promptVersion(String name) {
        return version(OWNER, new CreateModelVersion(name, "prompt-template", null, PROMPT, null, null, null));
    }

    ModelVersion version(Caller caller, CreateModelVersion request) {
        return versions.create(caller, request).modelVersion();
    }

    static CreateModelVersion request(
            String name, String source, @Nullable String runId, @Nullable String modelId, Tag... tags) {
        return new CreateModelVersion(name, source, runId, List.of(tags), null, null, modelId);
    }

    RunInfo run(Caller caller) {
        CreateRun request = new CreateRun(experiment(caller), null, null, null, List.of());
        return post(caller, "runs/create", request, CreateRun.Response.class)
                .run()
                .info();
    }

    LoggedModelInfo loggedModel(Caller caller, @Nullable String runId) {
        CreateLoggedModel request = new CreateLoggedModel(experiment(caller), null, null, runId, List.of(), List.of());
        return post(caller, "logged-models", request, CreateLoggedModel.Response.class)
                .model()
                .info();
    }

    private String experiment(Caller caller) {
        CreateExperiment request = new CreateExperiment(UUID.randomUUID().toString(), null, List.of());
        return post(caller, "experiments/create", request, CreateExperiment.Response.class)
                .experimentId();
    }

    /// The tag of a logged model that lists its versions, empty without one.
    String versionsTag(String modelId) {
        GetLoggedModel request = new GetLoggedModel(modelId, null);
        return call(Method.GET, OWNER, "logged-models/{model_id}", request, GetLoggedModel.Response.class)
                .model()
                .info()
                .tags()
                .stream()
                .filter(tag -> tag.key().equals("mlflow.modelVersions"))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    private <Q, R> R post(Caller caller, String path, Q request, Class<R> response) {
        return call(Method.POST, caller, path, request, response);
    }

    /// Calls tracking by a line of its route table, without the way over HTTP.
    private <Q, R> R call(Method method, Caller caller, String path, Q request, Class<R> response) {
        return response.cast(routes.all().stream()
                .filter(route -> route.method() == method && route.path().equals("/api/2.0/mlflow/" + path))
                .map(route -> {
                    @SuppressWarnings("unchecked") // the route's record is the request's
                    Endpoint.Rpc<Q> rpc = (Endpoint.Rpc<Q>) route.endpoint();
                    return rpc.rule().apply(caller, request);
                })
                .findFirst()
                .orElseThrow());
    }

    /// The texts of one column of the whole database.
    List<String> column(String sql) {
        return new ArrayList<>(database.read(tx -> tx.query(sql, row -> String.valueOf(row.getString(1)))));
    }

    @Override
    public void close() {
        database.close();
    }
}
