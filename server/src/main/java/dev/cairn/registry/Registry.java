package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Routes;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;

/// The one public door of the registry.
public final class Registry {
    private final RegisteredModels models;
    private final RegisteredModelSearch modelSearch;
    private final ModelVersions versions;
    private final ModelVersionSearch versionSearch;
    private final Aliases aliases;
    private final VersionArtifacts artifacts;
    private final RegistryImport importing;
    private final RegistryExport exporting;
    private final GovernedModels governed;
    private final Moves moves;

    /// @param listeners who is told what is done to models
    public Registry(
            Database database,
            Artifacts artifactStore,
            Tracking tracking,
            List<RegistryListener> listeners,
            InstantSource clock) {
        Chronicle chronicle = new Chronicle(listeners);
        models = new RegisteredModels(database, chronicle, clock);
        modelSearch = new RegisteredModelSearch(database);
        versions = new ModelVersions(database, tracking, artifactStore, chronicle, clock);
        versionSearch = new ModelVersionSearch(database);
        aliases = new Aliases(database, chronicle);
        artifactStore.readableBy(new VersionReaders(database, artifactStore));
        artifacts = new VersionArtifacts(database, tracking, artifactStore);
        importing = new RegistryImport(database);
        exporting = new RegistryExport(database);
        governed = new GovernedModels(
                database,
                models,
                versions,
                versionSearch,
                modelSearch,
                aliases,
                (tx, caller) -> new Sources(tracking, artifactStore, tx, caller));
        moves = new Moves(versions, aliases, chronicle);
    }

    public void register(Routes routes) {
        RegistryApi.models(routes, models, modelSearch, versions);
        RegistryApi.versions(routes, versions, versionSearch);
        RegistryApi.aliases(routes, aliases);
        RegistryApi.artifacts(routes, artifacts);
    }

    /// The folder in the artifact store of a version that the caller reads.
    ///
    /// @throws ApiException `INVALID_PARAMETER_VALUE` if its files lie elsewhere
    public ArtifactPath filesOf(Caller caller, String name, String version) {
        return artifacts.place(caller, name, version);
    }

    /// The version that an alias of a model means, to who reads the model.
    ///
    /// @throws ApiException if there is no such model or alias
    public ModelVersion aliased(Caller caller, String name, String alias) {
        return aliases.get(caller, new GetModelVersionByAlias(name, alias)).modelVersion();
    }

    /// When a model that the caller reads was made, in milliseconds since 1970: another one that gets its name is
    /// younger.
    public long made(Caller caller, String name) {
        return models.get(caller, new GetRegisteredModel(name))
                .registeredModel()
                .creationTimestamp();
    }

    /// Whether there is a model of a name in the caller's workspace, or a prompt, whoever may see it.
    public boolean isThere(Caller caller, String name, boolean isPrompt) {
        return models.isThere(caller, name, isPrompt);
    }

    /// Stores what comes whole from another server.
    public RegistryImport importing() {
        return importing;
    }

    /// Does what others do to models in transactions of their own.
    public Moves moves() {
        return moves;
    }

    /// Gives what goes whole to another server.
    public RegistryExport exporting() {
        return exporting;
    }

    /// The same rules for models whose owner asks by itself who may do what.
    public GovernedModels governed() {
        return governed;
    }
}
