package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.GovernedModels;
import dev.cairn.search.Page;
import dev.cairn.search.PageToken;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Models of the catalogue, whichever dialect speaks of them.
final class Models {
    private final Database database;
    private final GovernedModels registry;
    private final Things things;
    private final Places places;
    private final InstantSource clock;

    Models(Database database, GovernedModels registry, Things things, Places places, InstantSource clock) {
        this.database = database;
        this.registry = registry;
        this.things = things;
        this.places = places;
        this.clock = clock;
    }

    Model create(Caller caller, FullName name, @Nullable String description, List<Tag> tags) {
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen schema = gate.find(name.parent()).needs(Privilege.CREATE_MODEL);
            StoredSecurable thing = things.add(gate, schema, name, null, Map.of());
            RegisteredModel model = registry.create(
                    Metastore.at(caller), new CreateRegisteredModel(name.toString(), tags, description));
            return new Model(thing, model);
        });
    }

    Model get(Caller caller, FullName name) {
        return database.read(tx -> {
            Gate.Seen seen = new Gate(tx, caller).find(name);
            RegisteredModel model = registry.get(Metastore.at(caller), name.toString());
            if (GovernedModels.isPrompt(model)) {
                throw Gate.missing(name);
            }
            return new Model(seen.thing(), model);
        });
    }

    /// Changes what is given; null leaves it as it is.
    ///
    /// @param newName of its own
    Model update(
            Caller caller,
            FullName name,
            @Nullable String newName,
            @Nullable String description,
            @Nullable String owner) {
        return database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            Gate.Seen seen = gate.find(name).needs(Privilege.MANAGE);
            if (description != null) {
                registry.describe(Metastore.at(caller), name.toString(), description);
            }
            things.change(gate, seen, null, null, owner);
            places.rename(gate, seen, newName);
            StoredSecurable now = new SecurableStore(tx).get(seen.thing().id());
            return new Model(now, registry.get(Metastore.at(caller), now.fullName()));
        });
    }

    void delete(Caller caller, FullName name) {
        database.writeWhole(tx -> {
            Gate gate = new Gate(tx, caller);
            places.delete(gate, gate.find(name).needs(Privilege.MANAGE), true);
            return true;
        });
    }

    /// Those that the caller sees, by name. A page may have fewer than asked, where prompts are between them.
    ///
    /// @param within the name of a catalog or a schema, empty for all
    /// @param text   what their full names hold, null for all
    Page<Model> list(Caller caller, String within, @Nullable String text, int size, @Nullable String token) {
        long offset = PageToken.offset(token);
        return database.read(tx -> {
            Page<StoredSecurable> page =
                    new SeenQuery(tx, caller).page(SeenQuery.Asked.of(Securable.MODEL, within, text), offset, size);
            List<String> names =
                    page.rows().stream().map(StoredSecurable::fullName).toList();
            Map<String, RegisteredModel> models = registry.all(Metastore.at(caller), names).stream()
                    .filter(model -> !GovernedModels.isPrompt(model))
                    .collect(Collectors.toMap(RegisteredModel::name, Function.identity()));
            List<Model> rows = page.rows().stream()
                    .flatMap(thing ->
                            Optional.ofNullable(models.get(thing.fullName()))
                                    .map(model -> new Model(thing, model))
                                    .stream())
                    .toList();
            return new Page<>(rows, page.next());
        });
    }

    void tag(Caller caller, FullName name, List<Tag> set, List<String> removed) {
        database.writeWhole(tx -> {
            Gate.Seen seen = new Gate(tx, caller).find(name).needs(Privilege.APPLY_TAG);
            set.forEach(tag -> registry.setTag(Metastore.at(caller), name.toString(), tag));
            removed.forEach(key -> registry.deleteTag(Metastore.at(caller), name.toString(), key));
            new SecurableStore(tx).touch(seen.thing().id(), clock.millis(), caller.user());
            return true;
        });
    }
}
