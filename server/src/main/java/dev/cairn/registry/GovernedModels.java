package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.access.Grant;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.registry.UpdateRegisteredModel;
import dev.cairn.protocol.tracking.Tag;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The rules of the registry for a feature that governs models by itself: it asks who may, and keeps the files of the
/// versions. Callers are in the workspace of that feature, and may do everything there.
public final class GovernedModels {
    private final Database database;
    private final RegisteredModels models;
    private final ModelVersions versions;
    private final ModelVersionSearch search;
    private final RegisteredModelSearch modelSearch;
    private final Aliases aliases;
    private final BiFunction<Transaction, Caller, Sources> sources;

    GovernedModels(
            Database database,
            RegisteredModels models,
            ModelVersions versions,
            ModelVersionSearch search,
            RegisteredModelSearch modelSearch,
            Aliases aliases,
            BiFunction<Transaction, Caller, Sources> sources) {
        this.database = database;
        this.models = models;
        this.versions = versions;
        this.search = search;
        this.modelSearch = modelSearch;
        this.aliases = aliases;
        this.sources = sources;
    }

    public RegisteredModel create(Caller caller, CreateRegisteredModel request) {
        return models.create(caller, request).registeredModel();
    }

    public RegisteredModel get(Caller caller, String name) {
        return models.get(caller, new GetRegisteredModel(name)).registeredModel();
    }

    /// Models of names that there are, in the order of these.
    public List<RegisteredModel> all(Caller caller, List<String> names) {
        return database.read(tx -> {
            RegisteredModelStore store = new RegisteredModelStore(tx, caller);
            return store.whole(
                    names.stream().flatMap(name -> store.find(name).stream()).toList());
        });
    }

    public RegisteredModel describe(Caller caller, String name, String description) {
        return models.update(caller, new UpdateRegisteredModel(name, description))
                .registeredModel();
    }

    public RegisteredModel rename(Caller caller, String name, String newName) {
        return models.rename(caller, new RenameRegisteredModel(name, newName)).registeredModel();
    }

    public void delete(Caller caller, String name) {
        models.delete(caller, new DeleteRegisteredModel(name));
    }

    public void setTag(Caller caller, String name, Tag tag) {
        models.setTag(caller, new SetRegisteredModelTag(name, tag.key(), tag.value()));
    }

    public void deleteTag(Caller caller, String name, String key) {
        models.deleteTag(caller, new DeleteRegisteredModelTag(name, key));
    }

    /// Adds a version whose files are kept elsewhere than its source.
    ///
    /// @param maker    in whose workspace the source is looked for
    /// @param location of its files
    public ModelVersion addVersion(Caller caller, Caller maker, CreateModelVersion request, String location) {
        return database.write(tx ->
                add(tx, caller, request, sources.apply(tx, maker.looking()).origin(request), location));
    }

    /// Adds a copy of another version, with its run and its logged model, and with files of its own.
    ///
    /// @param reader   in whose workspace the other one is looked for, which is the source by its number
    /// @param location of its files
    public ModelVersion addCopy(Caller caller, Caller reader, CreateModelVersion request, String location) {
        return database.write(tx -> add(tx, caller, request, copied(tx, reader, request), location));
    }

    private ModelVersion add(Transaction tx, Caller caller, CreateModelVersion request, Origin made, String location) {
        Origin kept = new Origin(made.source(), location, made.runId(), made.modelId(), made.version());
        return versions.add(tx, caller, request, kept);
    }

    private static Origin copied(Transaction tx, Caller caller, CreateModelVersion request) {
        ModelUri.Numbered uri = ModelUri.numbered(request.source()).orElseThrow();
        StoredVersion version = ModelVersions.get(tx, caller, uri.name(), uri.version());
        Origin origin = version.origin();
        return new Origin(request.source(), origin.location(), origin.runId(), origin.modelId(), version.id());
    }

    public ModelVersion version(Caller caller, String name, String version) {
        return versions.get(caller, new GetModelVersion(name, version)).modelVersion();
    }

    public ModelVersion describeVersion(Caller caller, String name, String version, @Nullable String description) {
        return versions.update(caller, new UpdateModelVersion(name, version, description))
                .modelVersion();
    }

    public void deleteVersion(Caller caller, String name, String version) {
        versions.delete(caller, new DeleteModelVersion(name, version));
    }

    public void setVersionTag(Caller caller, String name, String version, Tag tag) {
        versions.setTag(caller, new SetModelVersionTag(name, version, tag.key(), tag.value()));
    }

    public void deleteVersionTag(Caller caller, String name, String version, String key) {
        versions.deleteTag(caller, new DeleteModelVersionTag(name, version, key));
    }

    /// Searches the versions of models of some names; null for all.
    public SearchModelVersions.Response search(
            Caller caller, @Nullable Collection<String> names, SearchModelVersions request) {
        if (names == null) {
            return search.search(caller, request);
        }
        Rights some = Rights.of(names.stream()
                .map(name -> new Grant(Resource.REGISTERED_MODEL, name, Level.READ))
                .toList());
        return search.search(
                new Caller(caller.user(), caller.isAdmin(), caller.workspace(), some, caller.asked(), caller.via()),
                request);
    }

    /// Whether a model is a prompt.
    public static boolean isPrompt(RegisteredModel model) {
        return Prompts.isPrompt(model.tags());
    }

    public RegisteredModel createPrompt(Caller caller, String name, @Nullable String description, List<Tag> tags) {
        return create(caller, new CreateRegisteredModel(name, Prompts.tagged(tags), description));
    }

    /// Adds a version of a prompt, which has no files.
    public ModelVersion addPromptVersion(Caller caller, String name, @Nullable String description, List<Tag> tags) {
        CreateModelVersion request =
                new CreateModelVersion(name, Prompts.SOURCE, null, Prompts.tagged(tags), null, description, null);
        return database.write(
                tx -> versions.add(tx, caller, request, new Origin(Prompts.SOURCE, Prompts.SOURCE, "", null)));
    }

    /// Searches prompts of some names.
    public SearchRegisteredModels.Response searchPrompts(
            Caller caller, Collection<String> names, SearchRegisteredModels request) {
        String filter = request.filter();
        String wanted = filter == null || filter.isBlank() ? "" : " AND (%s)".formatted(filter);
        return modelSearch.search(
                seeing(caller, names, Resource.PROMPT),
                new SearchRegisteredModels(
                        Prompts.FILTER + wanted, request.maxResults(), request.orderBy(), request.pageToken()));
    }

    /// The versions of a prompt, the newest first.
    public SearchModelVersions.Response promptVersions(
            Caller caller, String name, @Nullable Long maxResults, @Nullable String token) {
        String filter = "name = '%s' AND %s".formatted(name, Prompts.FILTER);
        return search.search(
                caller, new SearchModelVersions(filter, maxResults, List.of("version_number DESC"), token));
    }

    /// Somebody who sees some names alone.
    private static Caller seeing(Caller caller, Collection<String> names, Resource kind) {
        Rights some = Rights.of(
                names.stream().map(name -> new Grant(kind, name, Level.READ)).toList());
        return new Caller(caller.user(), false, caller.workspace(), some, caller.asked(), caller.via());
    }

    public void setAlias(Caller caller, String name, String alias, String version) {
        aliases.set(caller, new SetRegisteredModelAlias(name, alias, version));
    }

    public void deleteAlias(Caller caller, String name, String alias) {
        aliases.delete(caller, new DeleteRegisteredModelAlias(name, alias));
    }

    public ModelVersion byAlias(Caller caller, String name, String alias) {
        return aliases.get(caller, new GetModelVersionByAlias(name, alias)).modelVersion();
    }
}
