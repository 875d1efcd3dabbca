package dev.cairn.registry;

import static dev.cairn.access.Resource.PROMPT;
import static dev.cairn.access.Resource.REGISTERED_MODEL;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.GetRegisteredModelDatabricks;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelDatabricks;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.registry.UpdateRegisteredModel;
import dev.cairn.protocol.tracking.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// Registered models and the rules that guard them (semantics, section 13).
final class RegisteredModels {
    /// What a permission on one of them may be on: a tag, which may change, tells them apart.
    private static final List<Resource> KINDS = List.of(REGISTERED_MODEL, PROMPT);

    private final Database database;
    private final Chronicle chronicle;
    private final InstantSource clock;

    RegisteredModels(Database database, Chronicle chronicle, InstantSource clock) {
        this.database = database;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    CreateRegisteredModel.Response create(Caller caller, CreateRegisteredModel request) {
        Limits.modelName(request.name());
        request.tags().forEach(Limits::tag);
        return database.write(tx -> {
            RegisteredModelStore store = new RegisteredModelStore(tx, caller);
            StoredModel model = store.insert(
                            request.name(),
                            Objects.requireNonNullElse(request.description(), ""),
                            caller.user(),
                            clock.millis())
                    .orElseThrow(() -> taken(store, request));
            request.tags().forEach(tag -> store.setTag(model.id(), tag));
            Permissions.own(tx, caller, kind(request.tags()), model.name());
            chronicle.tell(tx, caller, model, of -> new RegistryEvent.ModelCreated(of, model.description()));
            return new CreateRegisteredModel.Response(
                    store.whole(List.of(model)).getFirst());
        });
    }

    GetRegisteredModel.Response get(Caller caller, GetRegisteredModel request) {
        return database.read(tx -> {
            StoredModel model = get(tx, caller, request.name());
            RegisteredModelStore store = new RegisteredModelStore(tx, caller);
            return new GetRegisteredModel.Response(store.whole(List.of(model)).getFirst());
        });
    }

    /// With its number, by which the managed platform's clients ask for permissions on it.
    GetRegisteredModelDatabricks.Response getNumbered(Caller caller, GetRegisteredModelDatabricks request) {
        return database.read(tx -> {
            StoredModel model = get(tx, caller, request.name());
            RegisteredModel whole = whole(new RegisteredModelStore(tx, caller), model.name());
            Level level = caller.rights().level(kind(whole.tags()), model.name());
            return new GetRegisteredModelDatabricks.Response(new RegisteredModelDatabricks(
                    Long.toString(model.id()),
                    whole.name(),
                    whole.creationTimestamp(),
                    whole.lastUpdatedTimestamp(),
                    whole.userId(),
                    whole.description(),
                    whole.latestVersions(),
                    whole.tags(),
                    Permissions.managedName(level).orElse(null)));
        });
    }

    UpdateRegisteredModel.Response update(Caller caller, UpdateRegisteredModel request) {
        return database.write(tx -> {
            StoredModel model = get(tx, caller, request.name());
            RegisteredModelStore store = new RegisteredModelStore(tx, caller);
            String description = Objects.requireNonNullElse(request.description(), "");
            store.update(model.id(), description, clock.millis());
            chronicle.tell(
                    tx, caller, model, of -> new RegistryEvent.ModelDescribed(of, model.description(), description));
            return new UpdateRegisteredModel.Response(whole(store, model.name()));
        });
    }

    RenameRegisteredModel.Response rename(Caller caller, RenameRegisteredModel request) {
        Limits.modelName(request.newName());
        try {
            return database.write(tx -> {
                StoredModel model = get(tx, caller, request.name());
                RegisteredModelStore store = new RegisteredModelStore(tx, caller);
                long now = clock.millis();
                store.rename(model.id(), request.newName(), now);
                KINDS.forEach(
                        kind -> Permissions.rename(tx, caller.workspace(), kind, model.name(), request.newName()));
                StoredModel renamed = model.named(request.newName(), now);
                chronicle.tell(tx, caller, renamed, of -> new RegistryEvent.ModelRenamed(of, model.name()));
                return new RenameRegisteredModel.Response(
                        store.whole(List.of(renamed)).getFirst());
            });
        } catch (DatabaseException refused) {
            if (refused.isConstraint()) {
                throw ApiException.alreadyExists(
                        "Registered Model (name=%s) already exists.".formatted(request.newName()));
            }
            throw refused;
        }
    }

    Empty delete(Caller caller, DeleteRegisteredModel request) {
        return database.write(tx -> {
            StoredModel model = get(tx, caller, request.name());
            chronicle.tell(tx, caller, model, RegistryEvent.ModelDeleted::new);
            new RegisteredModelStore(tx, caller).delete(model.id());
            KINDS.forEach(kind -> Permissions.forget(tx, caller.workspace(), kind, model.name()));
            return Empty.EMPTY;
        });
    }

    boolean isThere(Caller caller, String name, boolean isPrompt) {
        return database.read(tx -> new RegisteredModelStore(tx, caller).isPrompt(name))
                .filter(found -> found == isPrompt)
                .isPresent();
    }

    Empty setTag(Caller caller, SetRegisteredModelTag request) {
        Tag tag = new Tag(request.key(), request.value());
        Limits.tag(tag);
        return database.write(tx -> {
            StoredModel model = get(tx, caller, request.name());
            new RegisteredModelStore(tx, caller).setTag(model.id(), tag);
            chronicle.tell(tx, caller, model, of -> new RegistryEvent.ModelTagSet(of, tag));
            return Empty.EMPTY;
        });
    }

    /// Removes a tag; nothing happens where there is none.
    Empty deleteTag(Caller caller, DeleteRegisteredModelTag request) {
        Limits.tagKey(request.key());
        return database.write(tx -> {
            StoredModel model = get(tx, caller, request.name());
            if (new RegisteredModelStore(tx, caller).deleteTag(model.id(), request.key())) {
                chronicle.tell(tx, caller, model, of -> new RegistryEvent.ModelTagDeleted(of, request.key()));
            }
            return Empty.EMPTY;
        });
    }

    private static Resource kind(List<Tag> tags) {
        return Prompts.isPrompt(tags) ? PROMPT : REGISTERED_MODEL;
    }

    static StoredModel get(Transaction tx, Caller caller, String name) {
        Limits.modelName(name);
        return new RegisteredModelStore(tx, caller)
                .find(name)
                .orElseThrow(() -> ApiException.missing("Registered Model with name=%s not found".formatted(name)));
    }

    private static RegisteredModel whole(RegisteredModelStore store, String name) {
        return store.whole(List.of(store.find(name).orElseThrow())).getFirst();
    }

    private static ApiException taken(RegisteredModelStore store, CreateRegisteredModel request) {
        boolean prompt = Prompts.isTagged(request.tags());
        boolean byPrompt = store.find(request.name())
                .map(model -> Prompts.isTagged(store.tags(model.id())))
                .orElse(prompt);
        if (prompt == byPrompt) {
            return ApiException.alreadyExists(
                    "%s (name=%s) already exists.".formatted(prompt ? "Prompt" : "Registered Model", request.name()));
        }
        return ApiException.alreadyExists(
                "Tried to create a %s with name '%s', but the name is already taken by a %s. MLflow does not allow creating a model and a prompt with the same name."
                        .formatted(
                                prompt ? "prompt" : "registered model",
                                request.name(),
                                byPrompt ? "prompt" : "registered model"));
    }
}
