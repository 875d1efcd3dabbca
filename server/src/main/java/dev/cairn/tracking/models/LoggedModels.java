package dev.cairn.tracking.models;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModelTag;
import dev.cairn.protocol.tracking.FinalizeLoggedModel;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.LogLoggedModelParams;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.ChosenIds;
import dev.cairn.text.RandomNames;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.Lifecycle;
import dev.cairn.tracking.experiments.StoredExperiment;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Logged models and the rules that guard them (semantics, section 11).
public final class LoggedModels {
    private static final String REFUSED_IN_NAMES = "/:.%\"'";

    private final Database database;
    private final InstantSource clock;

    public LoggedModels(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public CreateLoggedModel.Response create(Caller caller, CreateLoggedModel request) {
        String name = checkedName(request.name());
        String modelId = ChosenIds.of("model_id", "m-", request.modelId());
        long now = clock.millis();
        return database.write(tx -> {
            StoredExperiment experiment = Experiments.active(tx, caller, request.experimentId());
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            long id = store.insert(new StoredModel(
                    0,
                    modelId,
                    experiment.id(),
                    name,
                    ArtifactRoot.ofModel(experiment.artifactLocation(), modelId),
                    LoggedModelStatus.LOGGED_MODEL_PENDING,
                    null,
                    request.modelType(),
                    request.sourceRunId(),
                    now,
                    now,
                    Lifecycle.ACTIVE));
            Act.isAbout("model_id", modelId);
            request.params().forEach(param -> store.addParam(id, param));
            request.tags().forEach(tag -> store.setTag(id, tag));
            return new CreateLoggedModel.Response(whole(store, modelId));
        });
    }

    public GetLoggedModel.Response get(Caller caller, GetLoggedModel request) {
        return database.read(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            StoredModel model = Boolean.TRUE.equals(request.allowDeleted())
                    ? store.getEvenDeleted(request.modelId())
                    : store.get(request.modelId());
            return new GetLoggedModel.Response(store.whole(List.of(model)).getFirst());
        });
    }

    public FinalizeLoggedModel.Response finish(Caller caller, FinalizeLoggedModel request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            store.setStatus(store.locked(request.modelId()).id(), request.status(), clock.millis());
            return new FinalizeLoggedModel.Response(whole(store, request.modelId()));
        });
    }

    public Empty delete(Caller caller, DeleteLoggedModel request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            store.delete(store.locked(request.modelId()).id(), clock.millis());
            return Empty.EMPTY;
        });
    }

    public Empty restore(Caller caller, String modelId) {
        return database.write(tx -> {
            if (!new LoggedModelStore(tx, caller).restore(modelId, clock.millis())) {
                throw ApiException.missing("There is no logged model '%s' in the trash.".formatted(modelId));
            }
            return Empty.EMPTY;
        });
    }

    public Empty logParams(Caller caller, LogLoggedModelParams request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            long id = store.locked(request.modelId()).id();
            request.params().forEach(param -> {
                if (!store.addParam(id, param)) {
                    throw ApiException.badRequest(
                            "Changing param values is not allowed. Param with key='%s' was already logged for model ID='%s'."
                                    .formatted(param.key(), request.modelId()));
                }
            });
            return Empty.EMPTY;
        });
    }

    public SetLoggedModelTags.Response setTags(Caller caller, SetLoggedModelTags request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            long id = store.locked(request.modelId()).id();
            request.tags().forEach(tag -> store.setTag(id, tag));
            return new SetLoggedModelTags.Response(whole(store, request.modelId()));
        });
    }

    public Empty deleteTag(Caller caller, DeleteLoggedModelTag request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller);
            if (!store.deleteTag(store.locked(request.modelId()).id(), request.tagKey())) {
                throw ApiException.missing("No tag with key '%s' found for model with ID '%s'."
                        .formatted(request.tagKey(), request.modelId()));
            }
            return Empty.EMPTY;
        });
    }

    /// A model that must be there, and not in the trash.
    public static StoredModel get(Transaction tx, Caller caller, String modelId) {
        return new LoggedModelStore(tx, caller).get(modelId);
    }

    /// A model that may be there, and not in the trash.
    public static Optional<StoredModel> find(Transaction tx, Caller caller, String modelId) {
        return new LoggedModelStore(tx, caller).findActive(modelId);
    }

    /// Those of some models that are there, in the order given, in the trash or not.
    public static List<StoredModel> present(Transaction tx, Caller caller, List<String> modelIds) {
        return new LoggedModelStore(tx, caller).present(modelIds);
    }

    /// Models with all that was logged to them, in the order given.
    public static List<LoggedModel> whole(Transaction tx, Caller caller, List<StoredModel> models) {
        return new LoggedModelStore(tx, caller).whole(models);
    }

    /// Ids of the models of an experiment, of all stages, from behind one.
    public static List<String> page(Transaction tx, Caller caller, String experimentId, String after, int limit) {
        return new LoggedModelStore(tx, caller).page(Experiments.id(experimentId), after, limit);
    }

    /// Adds the points that a run measured of models, each model looked up once.
    public static void addMetrics(Transaction tx, Caller caller, String runId, List<Metric> points) {
        LoggedModelStore store = new LoggedModelStore(tx, caller);
        Map<String, Long> models = new HashMap<>();
        for (Metric point : points) {
            long model = models.computeIfAbsent(
                    Objects.requireNonNull(point.modelId()),
                    modelId -> store.get(modelId).id());
            store.addMetric(model, runId, point);
        }
    }

    /// Sets a tag to what follows from the value it has; nothing happens to a model that is gone.
    public static void tag(
            Transaction tx, Caller caller, String modelId, String key, Function<Optional<String>, String> value) {
        LoggedModelStore store = new LoggedModelStore(tx, caller);
        store.findActiveLocked(modelId).ifPresent(model -> {
            Optional<String> known = store.whole(List.of(model)).getFirst().info().tags().stream()
                    .filter(tag -> tag.key().equals(key))
                    .map(Tag::value)
                    .findFirst();
            store.setTag(model.id(), new Tag(key, value.apply(known)));
        });
    }

    private static LoggedModel whole(LoggedModelStore store, String modelId) {
        return store.whole(List.of(store.get(modelId))).getFirst();
    }

    private static String checkedName(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return RandomNames.random(ThreadLocalRandom.current());
        }
        if (name.chars().anyMatch(c -> REFUSED_IN_NAMES.indexOf(c) >= 0)) {
            throw ApiException.invalid(
                    "Invalid model name ('%s') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%%', '\"', \"'\")"
                            .formatted(name));
        }
        return name;
    }
}
