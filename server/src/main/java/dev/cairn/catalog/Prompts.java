package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.prompts.CreateGovernedPrompt;
import dev.cairn.protocol.prompts.DeleteGovernedPrompt;
import dev.cairn.protocol.prompts.DeleteGovernedPromptAlias;
import dev.cairn.protocol.prompts.DeleteGovernedPromptTag;
import dev.cairn.protocol.prompts.GetGovernedPrompt;
import dev.cairn.protocol.prompts.GovernedPrompt;
import dev.cairn.protocol.prompts.SearchGovernedPrompts;
import dev.cairn.protocol.prompts.SetGovernedPromptAlias;
import dev.cairn.protocol.prompts.SetGovernedPromptTag;
import dev.cairn.protocol.prompts.UpdateGovernedPrompt;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.GovernedModels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/// Prompts of the catalogue, under the three names and the privileges of models. The registry keeps them as it keeps
/// those of workspaces.
final class Prompts {
    private static final int ALL_NAMES = 100_000;

    private final Database database;
    private final GovernedModels registry;
    private final Things things;
    private final Places places;

    Prompts(Database database, GovernedModels registry, Things things, Places places) {
        this.database = database;
        this.registry = registry;
        this.things = things;
        this.places = places;
    }

    /// Clients register each version this way, and go on where they hear that the prompt is there.
    GovernedPrompt create(Caller caller, CreateGovernedPrompt request) {
        FullName name = name(request.name());
        List<Tag> tags = Objects.requireNonNullElse(request.prompt().tags(), List.of());
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen schema = gate.find(name.parent());
            if (new SecurableStore(tx).find(Securable.MODEL, name.toString()).isPresent()
                    && gate.held(name).sees(Securable.MODEL)) {
                requirePrompt(caller, name);
                throw new ApiException(ErrorCode.ALREADY_EXISTS, "Prompt '%s' already exists.".formatted(name));
            }
            things.add(gate, schema.needs(Privilege.CREATE_MODEL), name, null, Map.of());
            return PromptForm.prompt(registry.createPrompt(
                    Metastore.at(caller), name.toString(), request.prompt().description(), tags));
        });
    }

    GovernedPrompt get(Caller caller, GetGovernedPrompt request) {
        FullName name = name(request.name());
        return database.read(tx -> {
            find(tx, caller, name);
            return PromptForm.prompt(registry.get(Metastore.at(caller), name.toString()));
        });
    }

    GovernedPrompt update(Caller caller, UpdateGovernedPrompt request) {
        String description = request.prompt().description();
        change(caller, request.name(), Privilege.MANAGE, (at, name) -> {
            if (description != null) {
                registry.describe(at, name, description);
            }
        });
        return get(caller, new GetGovernedPrompt(request.name()));
    }

    Empty delete(Caller caller, DeleteGovernedPrompt request) {
        FullName name = name(request.name());
        return database.writeWhole(tx -> {
            Gate.Seen seen = find(tx, caller, name).needs(Privilege.MANAGE);
            places.delete(new Gate(tx, caller), seen, true);
            return Empty.EMPTY;
        });
    }

    /// Those in a schema that the caller sees, by name.
    SearchGovernedPrompts.Response search(Caller caller, SearchGovernedPrompts request) {
        FullName schema = FullName.of(
                request.catalogSchema().catalogName(), request.catalogSchema().schemaName());
        return database.read(tx -> {
            new Gate(tx, caller).find(schema);
            List<String> names = new SeenQuery(tx, caller)
                    .find(SeenQuery.Asked.of(Securable.MODEL, schema.toString(), null), 0, ALL_NAMES).stream()
                            .map(StoredSecurable::fullName)
                            .toList();
            var found = registry.searchPrompts(
                    Metastore.at(caller),
                    names,
                    new SearchRegisteredModels(
                            request.filter(),
                            (long) Things.page(request.maxResults()),
                            List.of("name ASC"),
                            request.pageToken()));
            return new SearchGovernedPrompts.Response(
                    found.registeredModels().stream().map(PromptForm::prompt).toList(), found.nextPageToken());
        });
    }

    Empty setAlias(Caller caller, SetGovernedPromptAlias request) {
        return change(
                caller,
                request.name(),
                Privilege.MANAGE,
                (at, name) -> registry.setAlias(at, name, request.alias(), request.version()));
    }

    Empty deleteAlias(Caller caller, DeleteGovernedPromptAlias request) {
        return change(
                caller,
                request.name(),
                Privilege.MANAGE,
                (at, name) -> registry.deleteAlias(at, name, request.alias()));
    }

    Empty setTag(Caller caller, SetGovernedPromptTag request) {
        return change(
                caller,
                request.name(),
                Privilege.APPLY_TAG,
                (at, name) -> registry.setTag(at, name, new Tag(request.key(), request.value())));
    }

    Empty deleteTag(Caller caller, DeleteGovernedPromptTag request) {
        return change(
                caller, request.name(), Privilege.APPLY_TAG, (at, name) -> registry.deleteTag(at, name, request.key()));
    }

    /// Does something to a prompt, if they have a privilege on it; in the registry, in the name of the caller.
    Empty change(Caller caller, String text, Privilege needed, BiConsumer<Caller, String> change) {
        FullName name = name(text);
        return database.writeWhole(tx -> {
            find(tx, caller, name).needs(needed);
            change.accept(Metastore.at(caller), name.toString());
            return Empty.EMPTY;
        });
    }

    /// A prompt that the caller sees.
    Gate.Seen find(Transaction tx, Caller caller, FullName name) {
        Gate.Seen seen = new Gate(tx, caller).find(name);
        requirePrompt(caller, name);
        return seen;
    }

    static FullName name(String text) {
        return FullName.parse(Securable.MODEL, text);
    }

    private void requirePrompt(Caller caller, FullName name) {
        RegisteredModel model = registry.get(Metastore.at(caller), name.toString());
        if (!GovernedModels.isPrompt(model)) {
            throw ApiException.missing("'%s' is a registered model, not a prompt.".formatted(name));
        }
    }
}
