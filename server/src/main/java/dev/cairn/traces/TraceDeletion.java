package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.DeleteTraces;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/// Takes traces to the trash and out of it, with all that belongs to them.
final class TraceDeletion {
    /// Traces that are deleted in one transaction, so that others get their turn in between.
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    TraceDeletion(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    /// The oldest first. What was deleted stays so if the server stops on the way.
    DeleteTraces.Response delete(Caller caller, DeleteTraces request) {
        check(request);
        if (!request.requestIds().isEmpty()) {
            return new DeleteTraces.Response(deleteNamed(caller, request));
        }
        return new DeleteTraces.Response(deleteOld(caller, request));
    }

    private int deleteOld(Caller caller, DeleteTraces request) {
        long until = Objects.requireNonNull(request.maxTimestampMillis());
        long left = request.maxTraces() == null ? Long.MAX_VALUE : request.maxTraces();
        int deleted = 0;
        int atOnce;
        List<String> oldest;
        do {
            atOnce = (int) Math.min(left, AT_ONCE);
            oldest = oldest(caller, request.experimentId(), until, atOnce);
            List<String> ids = oldest;
            // some may be gone or have become younger when it is their turn
            int some = database.write(tx -> trash(
                    tx,
                    caller,
                    request.experimentId(),
                    (store, experiment) -> store.named(experiment, ids).stream()
                            .filter(trace -> trace.shown().requestTime() <= until)
                            .toList()));
            deleted += some;
            left -= some;
        } while (oldest.size() == atOnce && left > 0);
        return deleted;
    }

    private List<String> oldest(Caller caller, String experimentId, long until, int most) {
        return database.read(tx -> tracking.findHome(tx, caller, experimentId)
                .map(home -> new TraceDeletionStore(tx).oldest(home.id(), until, most))
                .orElse(List.of()));
    }

    private int deleteNamed(Caller caller, DeleteTraces request) {
        List<String> ids = request.requestIds();
        int deleted = 0;
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            deleted += database.<Integer>write(tx ->
                    trash(tx, caller, request.experimentId(), (store, experiment) -> store.named(experiment, some)));
        }
        return deleted;
    }

    /// One that is there already stays as it is.
    void restore(Caller caller, String traceId) {
        try {
            database.write(tx -> restore(tx, caller, traceId));
        } catch (DatabaseException refused) {
            if (!refused.isConstraint()) {
                throw refused;
            }
            throw TraceDeletionStore.taken(traceId); // by who came at the same moment
        }
    }

    private long restore(Transaction tx, Caller caller, String traceId) {
        TraceDeletionStore store = new TraceDeletionStore(tx);
        Optional<Long> trace = store.inTrash(caller.workspace(), traceId);
        if (trace.isPresent()) {
            store.restore(trace.get(), traceId);
        }
        ShownTrace restored = new TraceStore(tx, caller).get(traceId);
        tracking.tellOfTraces(tx, restored.experimentId());
        return restored.id();
    }

    private static void check(DeleteTraces request) {
        boolean named = !request.requestIds().isEmpty();
        if (request.maxTimestampMillis() == null && !named) {
            throw ApiException.invalid("Either `max_timestamp_millis` or `trace_ids` must be specified.");
        }
        if (request.maxTimestampMillis() != null && named) {
            throw ApiException.invalid("Only one of `max_timestamp_millis` and `trace_ids` can be specified.");
        }
        if (named && request.maxTraces() != null) {
            throw ApiException.invalid("`max_traces` can't be specified if `trace_ids` is specified.");
        }
        if (request.maxTraces() != null && request.maxTraces() <= 0) {
            throw ApiException.invalid(
                    "`max_traces` must be a positive integer, received %d.".formatted(request.maxTraces()));
        }
    }

    private int trash(
            Transaction tx,
            Caller caller,
            String experimentId,
            BiFunction<TraceDeletionStore, Long, List<StoredTrace>> which) {
        Optional<Tracking.ExperimentHome> home = tracking.findHome(tx, caller, experimentId);
        if (home.isEmpty()) {
            return 0;
        }
        TraceDeletionStore store = new TraceDeletionStore(tx);
        List<StoredTrace> traces = which.apply(store, home.get().id());
        store.trash(traces, clock.millis());
        if (!traces.isEmpty()) {
            tracking.tellOfTraces(tx, home.get().id());
        }
        return traces.size();
    }
}
