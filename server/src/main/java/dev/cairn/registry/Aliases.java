package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Aliases: names that a model gives to its versions (semantics, section 13).
final class Aliases {
    private final Database database;
    private final Chronicle chronicle;

    Aliases(Database database, Chronicle chronicle) {
        this.database = database;
        this.chronicle = chronicle;
    }

    /// Gives an alias to a version, and takes it from the one that had it. The version stays
    /// until that is done.
    Empty set(Caller caller, SetRegisteredModelAlias request) {
        Limits.givenAlias(request.alias());
        return database.write(tx -> {
            StoredVersion version = ModelVersions.getLocked(tx, caller, request.name(), request.version());
            set(tx, caller, version, request.alias());
            return Empty.EMPTY;
        });
    }

    void set(Transaction tx, Caller caller, StoredVersion version, String alias) {
        AliasStore store = new AliasStore(tx, version.model());
        @Nullable Long from = store.find(alias).orElse(null);
        store.set(alias, version.version());
        chronicle.tell(tx, caller, version, of -> new RegistryEvent.AliasSet(of, alias, version.version(), from));
    }

    /// Removes an alias; nothing happens where there is none.
    Empty delete(Caller caller, DeleteRegisteredModelAlias request) {
        Limits.alias(request.alias());
        return database.write(tx -> {
            StoredModel model = RegisteredModels.get(tx, caller, request.name());
            new AliasStore(tx, model.id())
                    .delete(request.alias())
                    .ifPresent(from -> chronicle.tell(
                            tx, caller, model, of -> new RegistryEvent.AliasDeleted(of, request.alias(), from)));
            return Empty.EMPTY;
        });
    }

    GetModelVersionByAlias.Response get(Caller caller, GetModelVersionByAlias request) {
        Limits.alias(request.alias());
        return database.read(tx -> {
            StoredModel model = RegisteredModels.get(tx, caller, request.name());
            long version = version(tx, caller, model, request.alias());
            return new GetModelVersionByAlias.Response(ModelVersions.whole(tx, caller, model.name(), version));
        });
    }

    /// The number of the version that an alias of a model means.
    static long version(Transaction tx, Caller caller, StoredModel model, String alias) {
        if (alias.equalsIgnoreCase(RegisteredModelAlias.LATEST)) {
            return new ModelVersionStore(tx, caller)
                    .latest(model.id()).stream()
                            .map(StoredVersion::version)
                            .max(Comparator.naturalOrder())
                            .orElseThrow(() -> ApiException.missing(
                                    "Latest version not found for model %s.".formatted(model.name())));
        }
        return new AliasStore(tx, model.id())
                .find(alias)
                .orElseThrow(() -> ApiException.invalid("Registered model alias %s not found.".formatted(alias)));
    }
}
