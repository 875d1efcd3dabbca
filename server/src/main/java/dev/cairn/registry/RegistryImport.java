package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores registered models whole, as another server had them; each in one transaction.
public final class RegistryImport {
    private final Database database;

    RegistryImport(Database database) {
        this.database = database;
    }

    /// Those of some names that are taken.
    public Set<String> known(Caller caller, Collection<String> names) {
        return database.read(tx -> new RegisteredModelStore(tx, caller).known(names));
    }

    /// Adds a registered model with its versions, tags and aliases.
    public void add(Caller caller, RegisteredModelCopy copy) {
        RegisteredModel model = copy.model();
        Limits.modelName(model.name());
        Limits.lastVersion(copy.lastVersion());
        copy.versions()
                .forEach(it -> Limits.lastVersion(Limits.version(it.version().version())));
        database.write(tx -> {
            RegisteredModelStore store = new RegisteredModelStore(tx, caller);
            long id = store.insert(
                            model.name(),
                            Objects.requireNonNullElse(model.description(), ""),
                            model.userId(),
                            model.creationTimestamp())
                    .orElseThrow(() -> ApiException.alreadyExists(
                            "Registered Model (name=%s) already exists.".formatted(model.name())))
                    .id();
            model.tags().forEach(tag -> store.setTag(id, tag));
            ModelVersionStore versions = new ModelVersionStore(tx, caller);
            copy.versions().forEach(version -> add(versions, id, version));
            AliasStore aliases = new AliasStore(tx, id);
            model.aliases().forEach(alias -> aliases.set(alias.alias(), Limits.version(alias.version())));
            store.continueBehind(id, copy.lastVersion(), model.lastUpdatedTimestamp());
            return Empty.EMPTY;
        });
    }

    /// The row of the version that a source names, if that came before.
    private static @Nullable Long copiedFrom(ModelVersionStore store, String source) {
        return ModelUri.numbered(source)
                .flatMap(origin -> store.find(origin.name(), Long.parseLong(origin.version())))
                .map(StoredVersion::id)
                .orElse(null);
    }

    private static void add(ModelVersionStore store, long model, RegisteredModelCopy.Version copy) {
        ModelVersion version = copy.version();
        long id = store.insert(new StoredVersion(
                0,
                model,
                version.name(),
                Limits.version(version.version()),
                Stage.of(version.currentStage()).wireName(),
                version.description(),
                new Origin(
                        version.source(),
                        copy.location(),
                        version.runId(),
                        version.modelId(),
                        copiedFrom(store, version.source())),
                version.runLink(),
                version.creationTimestamp(),
                version.lastUpdatedTimestamp(),
                version.userId()));
        version.tags().forEach(tag -> store.setTag(id, tag));
    }
}
