package dev.cairn.catalog;

import dev.cairn.http.ApiException;
import dev.cairn.registry.GovernedModels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Renames and removes catalogs and schemas with all that is in them.
final class Places {
    private final GovernedModels models;
    private final Folders folders;

    Places(GovernedModels models, Folders folders) {
        this.models = models;
        this.folders = folders;
    }

    /// Gives something another name of its own, and all that lies in it another full one.
    ///
    /// @param newName null or the same to leave it
    void rename(Gate gate, Gate.Seen seen, @Nullable String newName) {
        if (newName == null || newName.isEmpty() || newName.equals(seen.name().own())) {
            return;
        }
        FullName to = seen.name().renamed(newName);
        SecurableStore store = new SecurableStore(gate.tx());
        if (store.find(to.kind(), to.toString()).isPresent()) {
            throw Things.taken(to);
        }
        for (String model : models(store, seen)) {
            String rest = model.substring(seen.name().toString().length());
            models.rename(
                    Metastore.at(gate.caller()),
                    model,
                    FullName.parse(Securable.MODEL, to + rest).toString());
        }
        store.rename(seen.thing().id(), seen.name(), to);
    }

    /// @param force whether what is in it goes too
    void delete(Gate gate, Gate.Seen seen, boolean force) {
        SecurableStore store = new SecurableStore(gate.tx());
        if (!store.lock(seen.thing().id())) {
            throw Gate.missing(seen.name());
        }
        if (!force && store.hasContents(seen.thing().id())) {
            throw ApiException.invalidState("%s '%s' is not empty: delete what is in it first, or say force=true."
                    .formatted(seen.name().kind().words(), seen.name()));
        }
        for (String model : models(store, seen)) {
            models.delete(Metastore.at(gate.caller()), model);
        }
        folders.forget(gate.tx(), seen.thing().id());
        store.delete(seen.thing().id());
    }

    /// The full names of the models that it is, or that lie in it.
    private static List<String> models(SecurableStore store, Gate.Seen seen) {
        return seen.name().kind() == Securable.MODEL ? List.of(seen.name().toString()) : store.modelsIn(seen.name());
    }
}
