package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.GetLatestVersions;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Model versions: their life from registration to deletion (semantics, section 13).
final class ModelVersions {
    private final Database database;
    private final Tracking tracking;
    private final Artifacts artifacts;
    private final Chronicle chronicle;
    private final InstantSource clock;

    ModelVersions(Database database, Tracking tracking, Artifacts artifacts, Chronicle chronicle, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.artifacts = artifacts;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    CreateModelVersion.Response create(Caller caller, CreateModelVersion request) {
        Limits.modelName(request.name());
        Limits.source(request.source());
        request.tags().forEach(Limits::tag);
        return database.write(tx -> {
            Origin origin = new Sources(tracking, artifacts, tx, caller.looking()).origin(request);
            ModelVersion version = add(tx, caller, request, origin);
            if (origin.modelId() != null) {
                ModelVersionsTag.Entry entry =
                        new ModelVersionsTag.Entry(version.name(), Limits.version(version.version()));
                tracking.tagModel(tx, caller, origin.modelId(), ModelVersionsTag.KEY, entry::addedTo);
            }
            return new CreateModelVersion.Response(version);
        });
    }

    /// Adds a version of which it is known where it comes from.
    ModelVersion add(Transaction tx, Caller caller, CreateModelVersion request, Origin origin) {
        Limits.source(request.source());
        request.tags().forEach(Limits::tag);
        StoredModel model = RegisteredModels.get(tx, caller, request.name());
        long now = clock.millis();
        long number = new RegisteredModelStore(tx, caller).takeVersion(model.id(), now);
        ModelVersionStore store = new ModelVersionStore(tx, caller);
        StoredVersion stored = new StoredVersion(
                0,
                model.id(),
                model.name(),
                number,
                Stage.NONE.wireName(),
                Objects.requireNonNullElse(request.description(), ""),
                origin,
                Objects.requireNonNullElse(request.runLink(), ""),
                now,
                now,
                caller.user());
        long id = store.insert(stored);
        request.tags().forEach(tag -> store.setTag(id, tag));
        ModelVersion version = stored.with(request.tags().isEmpty() ? List.of() : store.tags(id), List.of());
        chronicle.tell(tx, caller, model, of -> new RegistryEvent.VersionCreated(of, version));
        return version;
    }

    GetModelVersion.Response get(Caller caller, GetModelVersion request) {
        return database.read(tx -> {
            StoredVersion version = get(tx, caller, request.name(), request.version());
            ModelVersionStore store = new ModelVersionStore(tx, caller);
            return new GetModelVersion.Response(store.whole(List.of(version)).getFirst());
        });
    }

    UpdateModelVersion.Response update(Caller caller, UpdateModelVersion request) {
        return database.write(tx -> {
            StoredVersion version = get(tx, caller, request.name(), request.version());
            new ModelVersionStore(tx, caller).update(version.id(), request.description(), clock.millis());
            chronicle.tell(
                    tx,
                    caller,
                    version,
                    of -> new RegistryEvent.VersionDescribed(
                            of,
                            version.version(),
                            Objects.requireNonNullElse(version.description(), ""),
                            Objects.requireNonNullElse(request.description(), "")));
            return new UpdateModelVersion.Response(whole(tx, caller, version.name(), version.version()));
        });
    }

    TransitionModelVersionStage.Response transition(Caller caller, TransitionModelVersionStage request) {
        Stage stage = Stage.of(request.stage());
        boolean archive = stage.archives(request.archiveExistingVersions(), request.stage());
        return database.write(tx -> {
            StoredVersion version = getLocked(tx, caller, request.name(), request.version());
            requireStaging(caller, version, stage);
            move(tx, caller, version, stage, archive, "");
            return new TransitionModelVersionStage.Response(whole(tx, caller, version.name(), version.version()));
        });
    }

    /// MLflow lets whoever edits a model move its versions. Who was expressly given what is about staging keeps to it.
    private static void requireStaging(Caller caller, StoredVersion version, Stage to) {
        Level level = caller.rights().level(Resource.MODEL_VERSION, version.name());
        if (level == Level.MANAGE_STAGING_VERSIONS && !Stage.mayMove(level, version.stage(), to.wireName())) {
            throw Stage.mayNotMove(version.name(), version.stage(), to.wireName());
        }
    }

    /// Moves a version to a stage, and those that are there to Archived if they shall go.
    void move(Transaction tx, Caller caller, StoredVersion version, Stage stage, boolean archive, String comment) {
        ModelVersionStore store = new ModelVersionStore(tx, caller);
        RegistryEvent.Model of = Chronicle.about(tx, caller, version.model(), version.name());
        long now = clock.millis();
        if (archive) {
            for (long other : store.archiveOthers(version, stage, now)) {
                chronicle.tell(
                        tx,
                        caller,
                        new RegistryEvent.VersionMoved(
                                of, other, stage.wireName(), Stage.ARCHIVED.wireName(), comment, true));
            }
        }
        store.setStage(version.id(), stage, now);
        chronicle.tell(
                tx,
                caller,
                new RegistryEvent.VersionMoved(
                        of, version.version(), version.stage(), stage.wireName(), comment, false));
        new RegisteredModelStore(tx, caller).touch(version.model(), now);
    }

    Empty delete(Caller caller, DeleteModelVersion request) {
        return database.write(tx -> {
            StoredVersion version = getLocked(tx, caller, request.name(), request.version());
            long now = clock.millis();
            ModelVersionStore store = new ModelVersionStore(tx, caller);
            RegistryEvent.Model of = Chronicle.about(tx, caller, version.model(), version.name());
            for (String alias : store.deleteAliases(version)) {
                chronicle.tell(tx, caller, new RegistryEvent.AliasDeleted(of, alias, version.version()));
            }
            chronicle.tell(tx, caller, new RegistryEvent.VersionDeleted(of, version.version()));
            store.delete(version, now);
            new RegisteredModelStore(tx, caller).touch(version.model(), now);
            return Empty.EMPTY;
        });
    }

    GetModelVersionDownloadUri.Response downloadUri(Caller caller, GetModelVersionDownloadUri request) {
        return database.read(tx -> new GetModelVersionDownloadUri.Response(
                get(tx, caller, request.name(), request.version()).origin().location()));
    }

    GetLatestVersions.Response latest(Caller caller, GetLatestVersions request) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        request.stages().forEach(stage -> stages.add(Stage.of(stage)));
        return database.read(tx -> {
            StoredModel model = RegisteredModels.get(tx, caller, request.name());
            ModelVersionStore store = new ModelVersionStore(tx, caller);
            List<StoredVersion> latest = store.latest(model.id()).stream()
                    .filter(version -> stages.isEmpty() || stages.contains(Stage.of(version.stage())))
                    .toList();
            return new GetLatestVersions.Response(store.whole(latest));
        });
    }

    Empty setTag(Caller caller, SetModelVersionTag request) {
        Tag tag = new Tag(request.key(), request.value());
        Limits.tag(tag);
        return database.write(tx -> {
            StoredVersion version = get(tx, caller, request.name(), request.version());
            new ModelVersionStore(tx, caller).setTag(version.id(), tag);
            chronicle.tell(tx, caller, version, of -> new RegistryEvent.VersionTagSet(of, version.version(), tag));
            return Empty.EMPTY;
        });
    }

    /// Removes a tag; nothing happens where there is none.
    Empty deleteTag(Caller caller, DeleteModelVersionTag request) {
        Limits.tagKey(request.key());
        return database.write(tx -> {
            StoredVersion version = get(tx, caller, request.name(), request.version());
            if (new ModelVersionStore(tx, caller).deleteTag(version.id(), request.key())) {
                chronicle.tell(
                        tx,
                        caller,
                        version,
                        of -> new RegistryEvent.VersionTagDeleted(of, version.version(), request.key()));
            }
            return Empty.EMPTY;
        });
    }

    static StoredVersion get(Transaction tx, Caller caller, String name, String version) {
        Limits.modelName(name);
        return get(tx, caller, name, Limits.version(version));
    }

    /// A version that no other transaction moves or deletes until this one ends.
    static StoredVersion getLocked(Transaction tx, Caller caller, String name, String version) {
        Limits.modelName(name);
        new RegisteredModelStore(tx, caller).lock(name);
        return get(tx, caller, name, version);
    }

    static StoredVersion get(Transaction tx, Caller caller, String name, long version) {
        return new ModelVersionStore(tx, caller)
                .find(name, version)
                .orElseThrow(() ->
                        ApiException.missing("Model Version (name=%s, version=%d) not found".formatted(name, version)));
    }

    static ModelVersion whole(Transaction tx, Caller caller, String name, long version) {
        return new ModelVersionStore(tx, caller)
                .whole(List.of(get(tx, caller, name, version)))
                .getFirst();
    }
}
