package dev.cairn.trash;

import dev.cairn.access.Caller;
import dev.cairn.config.Upkeep;
import dev.cairn.db.Database;
import dev.cairn.protocol.trash.PurgeProgress;
import dev.cairn.protocol.trash.StopPurges;
import dev.cairn.protocol.trash.SummarizeTrash;
import dev.cairn.protocol.trash.TrashRetention;
import dev.cairn.text.Ages;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How the trash is doing, and how its purges are stopped.
final class TrashState {
    /// Put back in one transaction.
    private static final int PAGE = 200;

    private final Database database;
    private final Removal removal;
    private final Upkeep upkeep;
    private final InstantSource clock;

    TrashState(Database database, Removal removal, Upkeep upkeep, InstantSource clock) {
        this.database = database;
        this.removal = removal;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    SummarizeTrash.Response summary(Caller caller, SummarizeTrash request) {
        TrashFilter filter =
                TrashFilter.of(request.experimentId(), request.olderThan(), request.contains(), clock.millis());
        return database.read(tx -> {
            TrashStore store = new TrashStore(tx, caller);
            return new SummarizeTrash.Response(
                    store.count(Kind.EXPERIMENT, filter),
                    store.count(Kind.RUN, filter),
                    store.count(Kind.LOGGED_MODEL, filter),
                    store.count(Kind.TRACE, filter),
                    progress(store.purges()),
                    retention(store.experimentsTagged(TraceRetention.TAG)));
        });
    }

    private @Nullable PurgeProgress progress(TrashStore.PurgesLeft purges) {
        return purges.left() == 0
                ? null
                : new PurgeProgress(purges.left(), purges.begun(), removal.removed(), removal.putOff(), purges.since());
    }

    private TrashRetention retention(long ownExperiments) {
        return new TrashRetention(
                upkeep.trashRetention().map(Ages::text).orElse(null),
                upkeep.traceRetention().map(Ages::text).orElse(null),
                ownExperiments);
    }

    /// Stops what was asked for until now; what somebody purges meanwhile goes.
    StopPurges.Response stop(Caller caller, StopPurges request) {
        long last = database.read(tx -> new TrashStore(tx, caller).lastMark());
        long putBack = 0;
        int some = PAGE;
        while (some > 0) {
            some = database.write(tx -> new TrashStore(tx, caller).unmarkSome(last, PAGE));
            putBack += some;
        }
        return new StopPurges.Response(
                putBack, database.read(tx -> new TrashStore(tx, caller).purges().begun()));
    }
}
