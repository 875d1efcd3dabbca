package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.SearchTraces;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.tracking.Tracking;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Searches traces of some experiments (semantics, sections 9 and 16). As in the reference a full page has a token,
/// even if it is the last, so that no search looks for more than it shows.
final class TraceSearch {
    private static final long PATIENCE_SECONDS = 30;

    /// Half of the connections that an embedded database has for reads.
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Semaphore readingContents = new Semaphore(AT_ONCE, true);
    private final Database database;
    private final Tracking tracking;
    private final TraceQuery.Effort effort;

    TraceSearch(Database database, Tracking tracking) {
        this(database, tracking, TraceQuery.Effort.DEFAULT);
    }

    TraceSearch(Database database, Tracking tracking, TraceQuery.Effort effort) {
        this.database = database;
        this.tracking = tracking;
        this.effort = effort;
    }

    SearchTracesV3.Response search(Caller caller, SearchTracesV3 request) {
        List<String> experiments = request.locations().stream()
                .map(TraceLocation::mlflowExperiment)
                .filter(Objects::nonNull)
                .map(TraceLocation.MlflowExperiment::experimentId)
                .toList();
        Query query = query(experiments, request.filter(), request.maxResults(), request.orderBy());
        return read(query, tx -> {
            Found found = found(tx, caller, query, request.pageToken());
            TraceStore store = new TraceStore(tx, caller.workspace());
            return new SearchTracesV3.Response(store.whole(store.byIds(found.ids)), found.next);
        });
    }

    /// As clients before MLflow 3 ask and see it.
    SearchTraces.Response searchV2(Caller caller, SearchTraces request) {
        Query query = query(request.experimentIds(), request.filter(), request.maxResults(), request.orderBy());
        return read(query, tx -> {
            Found found = found(tx, caller, query, request.pageToken());
            TraceStore store = new TraceStore(tx, caller.workspace());
            List<ShownTrace> traces = store.byIds(found.ids);
            List<TraceInfo> infos = store.whole(traces);
            return new SearchTraces.Response(
                    IntStream.range(0, traces.size())
                            .mapToObj(i -> LegacyTraces.shown(traces.get(i), infos.get(i)))
                            .toList(),
                    found.next);
        });
    }

    /// Those that read the texts of spans take seconds, where others take milliseconds: they are let in a few at a
    /// time, so that some connections are left for all others.
    private <T> T read(Query query, Function<Transaction, T> work) {
        if (query.filter.filter(SpanClauses::readsContents).isEmpty()) {
            return database.read(work);
        }
        try {
            if (!readingContents.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ApiException.busy("Many searches through the contents of spans are running. Try again shortly.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
        try {
            return database.read(work);
        } finally {
            readingContents.release();
        }
    }

    private Found found(Transaction tx, Caller caller, Query query, @Nullable String token) {
        boolean byTime = TraceSort.isByTime(query.orders);
        long offset = byTime ? 0 : PageToken.offset(token);
        TracePage after = byTime ? TracePage.of(token) : null;
        if (query.experiments.isEmpty()) {
            return new Found(List.of(), null);
        }
        TraceQuery traces = new TraceQuery(
                tx,
                new TraceStore(tx, caller.workspace()).ownExperiments(query.experiments),
                query.filter.stream().toList(),
                effort);
        if (!byTime) {
            List<Long> ids = traces.sorted(query.orders, offset, query.size);
            return new Found(ids, ids.size() == query.size ? PageToken.of(offset + ids.size()) : null);
        }
        boolean ascending = !query.orders.isEmpty() && query.orders.getFirst().ascending();
        List<TracePlace> places = traces.byTime(ascending, after, query.size);
        return new Found(
                places.stream().map(TracePlace::id).toList(),
                places.size() == query.size ? TracePage.token(places.getLast()) : null);
    }

    private Query query(
            List<String> experiments, @Nullable String filter, @Nullable Integer maxResults, List<String> orderBy) {
        return new Query(
                experiments.stream().map(tracking::experimentNumber).toList(),
                Grammars.TRACES.filter(filter),
                PageSize.TRACES.of(maxResults),
                Grammars.TRACES.orderBy(orderBy));
    }

    /// What a request asks for, read.
    private record Query(List<Long> experiments, Optional<Filter> filter, int size, List<Order> orders) {}

    private record Found(List<Long> ids, @Nullable String next) {}
}
