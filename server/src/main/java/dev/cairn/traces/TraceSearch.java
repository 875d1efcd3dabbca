package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Searches traces of some experiments (semantics, sections 9 and 16). As in the reference a full page has a token,
/// even if it is the last, so that no search looks for more than it shows.
final class TraceSearch {
    private final Database database;
    private final Tracking tracking;
    private final SearchEffort effort;

    TraceSearch(Database database, Tracking tracking) {
        this(database, tracking, SearchEffort.DEFAULT);
    }

    TraceSearch(Database database, Tracking tracking, SearchEffort effort) {
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
        return database.read(tx -> {
            Found found = found(tx, caller, query, request.pageToken());
            TraceStore store = new TraceStore(tx, caller.workspace());
            return new SearchTracesV3.Response(store.whole(store.byIds(found.ids)), found.next);
        });
    }

    /// As clients before MLflow 3 ask and see it.
    SearchTraces.Response searchV2(Caller caller, SearchTraces request) {
        Query query = query(request.experimentIds(), request.filter(), request.maxResults(), request.orderBy());
        return database.read(tx -> {
            Found found = found(tx, caller, query, request.pageToken());
            TraceStore store = new TraceStore(tx, caller.workspace());
            List<StoredTrace> traces = store.byIds(found.ids);
            List<TraceInfo> infos = store.whole(traces);
            return new SearchTraces.Response(
                    IntStream.range(0, traces.size())
                            .mapToObj(i -> LegacyTraces.shown(traces.get(i), infos.get(i)))
                            .toList(),
                    found.next);
        });
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
