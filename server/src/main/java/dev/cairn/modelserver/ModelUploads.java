package dev.cairn.modelserver;

import dev.cairn.catalog.Catalog;
import dev.cairn.files.Folders;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.FinalizeLoggedModel;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Gives models to a tracking server.
public final class ModelUploads {
    private static final String API = TrackingCalls.API;
    private static final String MODELS = API + "logged-models";
    private static final String ML_MODEL = "MLmodel";
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    /// The slowest that a file may go, in bytes a second.
    private static final long SLOWEST = 64 * 1024;

    private final TrackingCalls calls;

    /// @param server its address, such as `http://127.0.0.1:5000`
    public ModelUploads(String server) {
        this.calls = new TrackingCalls(server);
    }

    /// Where a model belongs.
    ///
    /// @param runId of the run that made it, null for none
    public record Place(String experimentId, @Nullable String runId) {}

    /// A model that is on the server.
    public record Uploaded(String modelId, String artifactUri, Place place) {}

    /// An experiment, which is made if there is none.
    ///
    /// @param experiment its name, or its id
    public Place experiment(String experiment) throws InterruptedException {
        try {
            String named = API + "experiments/get-by-name?experiment_name=" + PercentEncoding.of(experiment);
            return new Place(experimentId(calls.get(named)), null);
        } catch (TrackingRefusal refusal) {
            if (!refusal.says("RESOURCE_DOES_NOT_EXIST")) {
                throw refusal;
            }
        }
        if (experiment.matches("\\d+")) {
            String byId = API + "experiments/get?experiment_id=" + experiment;
            return new Place(experimentId(calls.get(byId)), null);
        }
        CreateExperiment made = new CreateExperiment(experiment, null, List.of());
        return new Place(
                text(calls.send("POST", API + "experiments/create", made).path("experiment_id")), null);
    }

    private static String experimentId(JsonNode answer) {
        return text(answer.path("experiment").path("experiment_id"));
    }

    /// A run, and the experiment that it is of.
    public Place run(String runId) throws InterruptedException {
        JsonNode info = calls.get(API + "runs/get?run_id=" + PercentEncoding.of(runId))
                .path("run")
                .path("info");
        return new Place(text(info.path("experiment_id")), text(info.path("run_id")));
    }

    /// Makes a logged model of the files in a folder; an output of its run, if it has one. If its files cannot be sent,
    /// it stays as `UPLOAD_FAILED`.
    ///
    /// @param mlModel the text of its `MLmodel` by its id, in place of the one in the folder
    /// @throws IllegalArgumentException for a link in the folder, before anything is made
    public Uploaded log(
            Place place, String name, Map<String, String> params, Path folder, Function<String, String> mlModel)
            throws IOException, InterruptedException {
        List<Path> files = Folders.files(folder);
        List<Tag> tags = new ArrayList<>();
        params.forEach((key, value) -> tags.add(new Tag(key, value)));
        JsonNode info = calls.send(
                        "POST",
                        MODELS,
                        new CreateLoggedModel(place.experimentId(), name, null, place.runId(), tags, List.of()))
                .path("model")
                .path("info");
        Uploaded model = new Uploaded(text(info.path("model_id")), text(info.path("artifact_uri")), place);
        try {
            upload(model, folder, files, mlModel.apply(model.modelId()));
            if (place.runId() != null) {
                List<ModelOutput> outputs = List.of(new ModelOutput(model.modelId(), 0L));
                calls.send("POST", API + "runs/outputs", new LogOutputs(place.runId(), outputs));
            }
            finish(model, LoggedModelStatus.LOGGED_MODEL_READY);
            return model;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            giveUp(model, failure);
            throw failure;
        }
    }

    private void finish(Uploaded model, LoggedModelStatus status) throws InterruptedException {
        String path = MODELS + "/" + PercentEncoding.of(model.modelId());
        calls.send("PATCH", path, new FinalizeLoggedModel(model.modelId(), status));
    }

    private void giveUp(Uploaded model, Exception failure) {
        try {
            finish(model, LoggedModelStatus.LOGGED_MODEL_UPLOAD_FAILED);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(again);
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private void upload(Uploaded model, Path folder, List<Path> files, String mlModel)
            throws IOException, InterruptedException {
        String root = ProxiedFolder.of(model.artifactUri())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The model's files would lie at '%s', which the tracking server does not keep itself: name an experiment whose artifacts it keeps."
                                .formatted(model.artifactUri())));
        for (Path file : files) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            if (!path.equals(ML_MODEL)) {
                put(root + "/" + path, HttpRequest.BodyPublishers.ofFile(file), Files.size(file));
            }
        }
        byte[] text = mlModel.getBytes(StandardCharsets.UTF_8);
        put(root + "/" + ML_MODEL, HttpRequest.BodyPublishers.ofByteArray(text), text.length);
    }

    private void put(String path, HttpRequest.BodyPublisher content, long bytes) throws InterruptedException {
        String route = ProxiedFolder.ROUTE + "/" + PercentEncoding.ofPath(path);
        HttpRequest.Builder request = calls.request(route)
                .timeout(TrackingCalls.ANSWER.plusSeconds(bytes / SLOWEST))
                .PUT(content);
        HttpResponse<String> response = calls.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() < OK || response.statusCode() >= REDIRECT) {
            throw new TrackingRefusal(calls.server(), response.body());
        }
    }

    /// Makes a logged model the next version of a registered one, which is made if there is none of that name.
    ///
    /// @return the version
    public String register(String name, Uploaded model) throws InterruptedException {
        try {
            calls.send("POST", API + "registered-models/create", new CreateRegisteredModel(name, List.of(), null));
        } catch (TrackingRefusal refusal) {
            if (!refusal.says("RESOURCE_ALREADY_EXISTS")) {
                throw refusal;
            }
        }
        CreateModelVersion version = new CreateModelVersion(
                name, model.artifactUri(), model.place().runId(), List.of(), null, null, model.modelId());
        return text(calls.send("POST", API + "model-versions/create", version)
                .path("model_version")
                .path("version"));
    }

    /// Gives a version a name that may move.
    public void alias(String name, String alias, String version) throws InterruptedException {
        calls.send("POST", API + "registered-models/alias", new SetRegisteredModelAlias(name, alias, version));
    }

    /// Refuses names that [#register] cannot take, before anything is sent.
    public static void requireRegistrable(String name) {
        if (Catalog.isFullName(name)) {
            throw new IllegalArgumentException(
                    "'%s' is a name of the catalogue, whose models are registered by MLflow's client (registry URI databricks-uc)."
                            .formatted(name));
        }
        if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "A registered model has a name without '/' and ':'; got '%s'.".formatted(name));
        }
    }

    /// Refuses aliases that [#alias] cannot give, by MLflow's rules, before anything is sent.
    public static void requireAlias(String alias) {
        if (alias.isEmpty() || !RegisteredModelAlias.isName(alias)) {
            throw new IllegalArgumentException("An alias is of letters, digits, _ and -; got '%s'.".formatted(alias));
        }
        if (RegisteredModelAlias.isReserved(alias)) {
            throw new IllegalArgumentException(
                    "The alias '%s' cannot be given: latest, v1 and the like mean versions by themselves. Say another, such as champion."
                            .formatted(alias));
        }
    }

    private static String text(JsonNode node) {
        return node.asString("");
    }
}
