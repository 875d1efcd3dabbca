package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.managed.FileRoot;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import dev.cairn.lineage.Lineage;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.registry.Registry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The one public door of the catalogue.
public final class Catalog {
    private final Metastore metastore;
    private final Catalogs catalogs;
    private final Schemas schemas;
    private final Grants grants;
    private final EntityTags tags;
    private final MlflowDialect mlflow;
    private final NativeDialect inNative;
    private final Models models;
    private final Versions versions;
    private final ModelFiles files;
    private final Folders folders;
    private final Prompts prompts;
    private final PromptVersions promptVersions;
    private final Promotion promotion;

    /// @param shared the folder of the artifact store, if clients on this machine may write there by themselves
    /// @param links  what links a trace to versions of prompts
    public Catalog(
            Database database,
            Registry registry,
            Lineage lineage,
            Artifacts artifacts,
            Optional<Path> shared,
            BiConsumer<Caller, LinkPromptsToTrace> links,
            InstantSource clock) {
        folders = new Folders(database, artifacts, shared, clock);
        Things things = new Things(clock);
        Places places = new Places(registry.governed(), folders);
        models = new Models(database, registry.governed(), things, places, clock);
        versions = new Versions(database, registry.governed(), lineage, folders, clock);
        Credentials credentials = new Credentials(versions, clock);
        metastore = new Metastore(database);
        catalogs = new Catalogs(database, things, places);
        schemas = new Schemas(database, things, places);
        grants = new Grants(database);
        tags = new EntityTags(database, models, versions, clock);
        mlflow = new MlflowDialect(models, versions, credentials);
        inNative = new NativeDialect(models, versions, credentials);
        files = new ModelFiles(versions);
        prompts = new Prompts(database, registry.governed(), things, places);
        promotion = new Promotion(registry, models, versions, artifacts);
        promptVersions = new PromptVersions(database, registry.governed(), prompts, links);
    }

    /// The files of versions, as the managed platform's clients know them.
    public FileRoot files() {
        return files;
    }

    public void register(Routes routes) {
        CatalogApi.things(routes, metastore, catalogs, schemas);
        CatalogApi.grants(routes, grants);
        CatalogApi.tags(routes, tags);
        CatalogApi.models(routes, inNative);
        CatalogApi.models(routes, mlflow);
        PromptsApi.register(routes, prompts, promptVersions);
        CatalogApi.promotion(routes, promotion);
    }

    /// Whether somebody knows that there is a model of a full name.
    public static boolean sees(Transaction tx, Caller caller, String model) {
        return new Gate(tx, caller).held(FullName.parse(Securable.MODEL, model)).sees(Securable.MODEL);
    }

    /// Whether a name is one of the catalogue's models: that of a catalog, of a schema and its own, with dots between.
    public static boolean isFullName(String model) {
        return model.split("\\.", -1).length == Securable.MODEL.names();
    }

    /// The folder in the artifact store of a version that is ready, to who may use its model (`EXECUTE`).
    ///
    /// @param model its full name
    public ArtifactPath filesOf(Caller caller, String model, String version) {
        return new ArtifactPath(versions.folderToRead(caller, FullName.parse(Securable.MODEL, model), version));
    }

    /// The number of the version that an alias of a model means, to who sees the model.
    public String aliased(Caller caller, String model, String alias) {
        return versions.byAlias(caller, FullName.parse(Securable.MODEL, model), alias)
                .registered()
                .version();
    }

    /// When a model that the caller sees was made, in milliseconds since 1970: another one that gets its name is
    /// younger.
    public long made(Caller caller, String model) {
        return models.get(caller, FullName.parse(Securable.MODEL, model))
                .registered()
                .creationTimestamp();
    }

    /// The server itself at work on models of the catalogue, from a workspace.
    public static Caller itself(Workspace from) {
        return new Caller("", true, from, Rights.ALL, Permission.signedIn());
    }

    /// Whether somebody may load versions of a model of a full name.
    public static boolean mayUse(Transaction tx, Caller caller, String model) {
        Held held = new Gate(tx, caller).held(FullName.parse(Securable.MODEL, model));
        return held.uses(Securable.MODEL) && held.has(Privilege.EXECUTE);
    }

    /// Begins to clear up what registrations leave behind.
    public void start(Background background) {
        folders.start(background);
    }
}
