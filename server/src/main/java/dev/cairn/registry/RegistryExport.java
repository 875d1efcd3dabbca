package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives registered models whole.
public final class RegistryExport {
    private final Database database;

    RegistryExport(Database database) {
        this.database = database;
    }

    /// Names of registered models in the order of the alphabet.
    ///
    /// @param after the last name of the page before, or an empty text
    public List<String> names(Caller caller, String after, int limit) {
        return database.read(tx -> new RegisteredModelStore(tx, caller).names(after, limit));
    }

    /// A registered model with its versions by number.
    public Optional<RegisteredModelCopy> find(Caller caller, String name) {
        return database.read(tx -> {
            RegisteredModelStore store = new RegisteredModelStore(tx, caller);
            return store.find(name).map(model -> copy(tx, caller, store, model));
        });
    }

    private static RegisteredModelCopy copy(
            Transaction tx, Caller caller, RegisteredModelStore store, StoredModel stored) {
        RegisteredModel model = store.whole(List.of(stored)).getFirst();
        ModelVersionStore versionStore = new ModelVersionStore(tx, caller);
        List<StoredVersion> all = versionStore.all(stored.id());
        List<ModelVersion> whole = versionStore.whole(all);
        List<RegisteredModelCopy.Version> versions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            versions.add(new RegisteredModelCopy.Version(
                    whole.get(i), all.get(i).origin().location()));
        }
        return new RegisteredModelCopy(model, versions, store.lastVersion(stored.id()));
    }
}
