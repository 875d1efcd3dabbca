package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
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
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.text.ChosenIds;
import dev.cairn.text.RandomNames;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.Lifecycle;
import dev.cairn.tracking.experiments.StoredExperiment;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Logged models and the rules that guard them (semantics, section 11).
final class LoggedModels {
    private static final String REFUSED_IN_NAMES = "/:.%\"'";

    private final Database database;
    private final InstantSource clock;

    LoggedModels(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    CreateLoggedModel.Response create(Caller caller, CreateLoggedModel request) {
        String name = checkedName(request.name());
        String modelId = ChosenIds.of("model_id", "m-", request.modelId());
        long now = clock.millis();
        return database.write(tx -> {
            StoredExperiment experiment = Experiments.active(tx, caller, request.experimentId());
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
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
            request.params().forEach(param -> store.addParam(id, param));
            request.tags().forEach(tag -> store.setTag(id, tag));
            return new CreateLoggedModel.Response(whole(store, modelId));
        });
    }

    GetLoggedModel.Response get(Caller caller, GetLoggedModel request) {
        return database.read(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
            StoredModel model = Boolean.TRUE.equals(request.allowDeleted())
                    ? store.getEvenDeleted(request.modelId())
                    : store.get(request.modelId());
            return new GetLoggedModel.Response(store.whole(List.of(model)).getFirst());
        });
    }

    FinalizeLoggedModel.Response finish(Caller caller, FinalizeLoggedModel request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
            store.setStatus(store.locked(request.modelId()).id(), request.status(), clock.millis());
            return new FinalizeLoggedModel.Response(whole(store, request.modelId()));
        });
    }

    Empty delete(Caller caller, DeleteLoggedModel request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
            store.delete(store.locked(request.modelId()).id(), clock.millis());
            return Empty.EMPTY;
        });
    }

    Empty restore(Caller caller, String modelId) {
        return database.write(tx -> {
            if (!new LoggedModelStore(tx, caller.workspace()).restore(modelId, clock.millis())) {
                throw ApiException.missing("There is no logged model '%s' in the trash.".formatted(modelId));
            }
            return Empty.EMPTY;
        });
    }

    Empty logParams(Caller caller, LogLoggedModelParams request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
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

    SetLoggedModelTags.Response setTags(Caller caller, SetLoggedModelTags request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
            long id = store.locked(request.modelId()).id();
            request.tags().forEach(tag -> store.setTag(id, tag));
            return new SetLoggedModelTags.Response(whole(store, request.modelId()));
        });
    }

    Empty deleteTag(Caller caller, DeleteLoggedModelTag request) {
        return database.write(tx -> {
            LoggedModelStore store = new LoggedModelStore(tx, caller.workspace());
            if (!store.deleteTag(store.locked(request.modelId()).id(), request.tagKey())) {
                throw ApiException.missing("No tag with key '%s' found for model with ID '%s'."
                        .formatted(request.tagKey(), request.modelId()));
            }
            return Empty.EMPTY;
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
