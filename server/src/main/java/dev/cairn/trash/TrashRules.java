package dev.cairn.trash;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.trash.ListTrash;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.protocol.trash.RestoreTrash;
import dev.cairn.protocol.trash.TrashItem;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a client may ask of the trash.
final class TrashRules {
    private static final int MOST_NAMED = 10_000;

    /// All are restored, or none is.
    private static final int MOST_RESTORED = 1_000;

    private final Database database;
    private final Tracking tracking;
    private final Traces traces;
    private final Marking marking;
    private final InstantSource clock;
    private final Runnable wake;

    /// @param wake called when something is marked
    TrashRules(
            Database database, Tracking tracking, Traces traces, Marking marking, InstantSource clock, Runnable wake) {
        this.database = database;
        this.tracking = tracking;
        this.traces = traces;
        this.marking = marking;
        this.clock = clock;
        this.wake = wake;
    }

    ListTrash.Response list(Caller caller, ListTrash request) {
        List<Kind> kinds = request.kind() == null ? Arrays.asList(Kind.values()) : List.of(Kind.of(request.kind()));
        TrashFilter filter =
                TrashFilter.of(request.experimentId(), request.olderThan(), request.contains(), clock.millis());
        int size = PageSize.TRASH.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            TrashStore store = new TrashStore(tx, caller);
            Page<Item> page = Page.of(offset, size, most -> store.page(kinds, filter, offset, most));
            List<TrashItem> items =
                    page.rows().stream().map(item -> item.shown(null)).toList();
            return new ListTrash.Response(items, page.next());
        });
    }

    Empty restore(Caller caller, RestoreTrash request) {
        requireFew(
                MOST_RESTORED,
                Stream.of(request.experimentIds(), request.runIds(), request.loggedModelIds(), request.traceIds()));
        return database.writeWhole(tx -> {
            request.experimentIds().forEach(id -> tracking.restoreExperiment(caller, id));
            request.runIds().forEach(id -> tracking.restoreRun(caller, id));
            request.loggedModelIds().forEach(id -> tracking.restoreModel(caller, id));
            request.traceIds().forEach(id -> traces.restore(caller, id));
            return Empty.EMPTY;
        });
    }

    PurgeTrash.Response purge(Caller caller, PurgeTrash request) {
        Selection selection = selection(request);
        if (Boolean.TRUE.equals(request.dryRun())) {
            return marking.rehearse(caller, selection);
        }
        try {
            return marking.mark(caller, selection);
        } finally {
            wake.run();
        }
    }

    Selection selection(PurgeTrash request) {
        requireFew(
                MOST_NAMED,
                Stream.of(request.experimentIds(), request.runIds(), request.loggedModelIds(), request.traceIds()));
        boolean saysSomething = !request.experimentIds().isEmpty()
                || !request.runIds().isEmpty()
                || !request.loggedModelIds().isEmpty()
                || !request.traceIds().isEmpty()
                || request.olderThan() != null;
        if (!saysSomething && !Boolean.TRUE.equals(request.everything())) {
            throw ApiException.invalid(
                    "Say what to purge: experiment_ids, run_ids, logged_model_ids, trace_ids, older_than, or everything = true.");
        }
        return new Selection(
                request.experimentIds().stream().map(TrashFilter::number).toList(),
                request.runIds(),
                request.loggedModelIds(),
                request.traceIds(),
                TrashFilter.deletedBefore(request.olderThan(), clock.millis()));
    }

    private static void requireFew(int most, Stream<List<String>> ids) {
        if (ids.mapToInt(List::size).sum() > most) {
            throw ApiException.invalid("A request names at most %d things: send several.".formatted(most));
        }
    }

    static PurgeTrash.Response sum(PurgeTrash.Response a, PurgeTrash.Response b) {
        Set<TrashItem> kept = new LinkedHashSet<>(a.kept());
        kept.addAll(b.kept());
        return new PurgeTrash.Response(
                a.experiments() + b.experiments(),
                a.runs() + b.runs(),
                a.loggedModels() + b.loggedModels(),
                a.traces() + b.traces(),
                List.copyOf(kept),
                a.more() == null ? b.more() : a.more());
    }

    /// The same, of which there is no more.
    static PurgeTrash.Response whole(PurgeTrash.Response some) {
        return new PurgeTrash.Response(
                some.experiments(), some.runs(), some.loggedModels(), some.traces(), some.kept(), null);
    }
}
