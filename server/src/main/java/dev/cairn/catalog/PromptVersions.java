package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.prompts.CreateGovernedPromptVersion;
import dev.cairn.protocol.prompts.DeleteGovernedPromptVersion;
import dev.cairn.protocol.prompts.DeleteGovernedPromptVersionTag;
import dev.cairn.protocol.prompts.GetGovernedPromptVersion;
import dev.cairn.protocol.prompts.GetGovernedPromptVersionByAlias;
import dev.cairn.protocol.prompts.GovernedPromptVersion;
import dev.cairn.protocol.prompts.LinkPromptsToTraces;
import dev.cairn.protocol.prompts.SearchGovernedPromptVersions;
import dev.cairn.protocol.prompts.SetGovernedPromptVersionTag;
import dev.cairn.protocol.prompts.UpdateGovernedPromptVersion;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.GovernedModels;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// Versions of the catalogue's prompts, each with a template that stays as it is. To read one takes `EXECUTE`.
final class PromptVersions {
    private final Database database;
    private final GovernedModels registry;
    private final Prompts prompts;
    private final BiConsumer<Caller, LinkPromptsToTrace> links;

    /// @param links what links a trace to versions
    PromptVersions(
            Database database, GovernedModels registry, Prompts prompts, BiConsumer<Caller, LinkPromptsToTrace> links) {
        this.database = database;
        this.registry = registry;
        this.prompts = prompts;
        this.links = links;
    }

    GovernedPromptVersion create(Caller caller, CreateGovernedPromptVersion request) {
        CreateGovernedPromptVersion.Given given = request.promptVersion();
        List<Tag> tags = PromptForm.tags(given.template(), given.tags());
        FullName name = Prompts.name(request.name());
        return database.writeWhole(tx -> {
            prompts.find(tx, caller, name).needs(Privilege.CREATE_MODEL_VERSION);
            return PromptForm.version(
                    registry.addPromptVersion(Metastore.at(caller), name.toString(), given.description(), tags));
        });
    }

    GovernedPromptVersion get(Caller caller, GetGovernedPromptVersion request) {
        return read(caller, request.name(), (at, name) -> registry.version(at, name, request.version()));
    }

    GovernedPromptVersion byAlias(Caller caller, GetGovernedPromptVersionByAlias request) {
        return read(caller, request.name(), (at, name) -> registry.byAlias(at, name, request.alias()));
    }

    private GovernedPromptVersion read(Caller caller, String text, BiFunction<Caller, String, ModelVersion> find) {
        FullName name = Prompts.name(text);
        return database.read(tx -> {
            prompts.find(tx, caller, name).needs(Privilege.EXECUTE);
            return PromptForm.version(find.apply(Metastore.at(caller), name.toString()));
        });
    }

    SearchGovernedPromptVersions.Response search(Caller caller, SearchGovernedPromptVersions request) {
        FullName name = Prompts.name(request.name());
        return database.read(tx -> {
            prompts.find(tx, caller, name).needs(Privilege.EXECUTE);
            var found = registry.promptVersions(
                    Metastore.at(caller),
                    name.toString(),
                    (long) Things.page(request.maxResults()),
                    request.pageToken());
            return new SearchGovernedPromptVersions.Response(
                    found.modelVersions().stream().map(PromptForm::version).toList(), found.nextPageToken());
        });
    }

    GovernedPromptVersion update(Caller caller, UpdateGovernedPromptVersion request) {
        String description = request.promptVersion().description();
        prompts.change(caller, request.name(), Privilege.MANAGE, (at, name) -> {
            if (description != null) {
                registry.describeVersion(at, name, request.version(), description);
            }
        });
        return get(caller, new GetGovernedPromptVersion(request.name(), request.version()));
    }

    Empty delete(Caller caller, DeleteGovernedPromptVersion request) {
        return prompts.change(
                caller,
                request.name(),
                Privilege.MANAGE,
                (at, name) -> registry.deleteVersion(at, name, request.version()));
    }

    Empty setTag(Caller caller, SetGovernedPromptVersionTag request) {
        return prompts.change(
                caller,
                request.name(),
                Privilege.APPLY_TAG,
                (at, name) ->
                        registry.setVersionTag(at, name, request.version(), new Tag(request.key(), request.value())));
    }

    Empty deleteTag(Caller caller, DeleteGovernedPromptVersionTag request) {
        return prompts.change(
                caller,
                request.name(),
                Privilege.APPLY_TAG,
                (at, name) -> registry.deleteVersionTag(at, name, request.version(), request.key()));
    }

    /// The traces are of the caller's workspace, who may read the versions and change the traces.
    Empty link(Caller caller, LinkPromptsToTraces request) {
        request.promptVersions()
                .forEach(linked -> get(caller, new GetGovernedPromptVersion(linked.name(), linked.version())));
        Caller editor = caller.asking(Permission.edit(Resource.TRACE));
        request.traceIds().forEach(id -> links.accept(editor, new LinkPromptsToTrace(id, request.promptVersions())));
        return Empty.EMPTY;
    }
}
