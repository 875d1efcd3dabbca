package dev.cairn.lineage;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import dev.cairn.registry.RegistryEvent;
import dev.cairn.registry.RegistryListener;
import java.time.InstantSource;
import java.util.List;

/// The one public door of lineage.
public final class Lineage {
    private final Database database;
    private final InstantSource clock;

    public Lineage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds the routes of lineage.
    ///
    /// @param catalogue who knows what people see of the catalogue
    public void register(Routes routes, CatalogueSight catalogue) {
        LineageApi.register(routes, new Graphs(database, catalogue));
    }

    /// Keeps what is told of a version: once, however often it is told.
    ///
    /// @param caller who tells it, in the workspace of the model
    public void tell(Transaction tx, Caller caller, String model, String version, List<Told> told) {
        LineageStore store = new LineageStore(tx);
        for (Told one : told) {
            store.tell(caller, model, Long.parseLong(version), one, clock.millis());
        }
    }

    /// Who forgets what was told of versions that are deleted.
    public static RegistryListener listener() {
        return (tx, caller, event) -> {
            if (event instanceof RegistryEvent.VersionDeleted(RegistryEvent.Model model, long version)) {
                new LineageStore(tx).forget(model.id(), version);
            }
        };
    }
}
