package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.traces.SearchTraces;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.traces.search.TraceFinder;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Shows the traces that searches find.
final class TraceSearch {
    private final TraceFinder finder;

    TraceSearch(TraceFinder finder) {
        this.finder = finder;
    }

    SearchTracesV3.Response search(Caller caller, SearchTracesV3 request) {
        List<String> experiments = request.locations().stream()
                .map(TraceLocation::mlflowExperiment)
                .filter(Objects::nonNull)
                .map(TraceLocation.MlflowExperiment::experimentId)
                .toList();
        TraceFinder.Request wanted = new TraceFinder.Request(
                experiments, request.filter(), request.maxResults(), request.orderBy(), request.pageToken());
        return finder.find(caller, wanted, (tx, page) -> {
            TraceStore store = new TraceStore(tx, caller);
            return new SearchTracesV3.Response(store.whole(store.byIds(page.traces())), page.next());
        });
    }

    /// `POST 4.0/mlflow/traces/search-long-running`, which clients of the managed platform try first: told so, they
    /// search as others do.
    static ApiException noLongSearch() {
        return new ApiException(
                ErrorCode.ENDPOINT_NOT_FOUND,
                "This server has no searches that go on for long: ask api/3.0/mlflow/traces/search.");
    }

    /// As clients before MLflow 3 ask and see it.
    SearchTraces.Response searchV2(Caller caller, SearchTraces request) {
        TraceFinder.Request wanted = new TraceFinder.Request(
                request.experimentIds(),
                request.filter(),
                request.maxResults(),
                request.orderBy(),
                request.pageToken());
        return finder.find(caller, wanted, (tx, page) -> {
            TraceStore store = new TraceStore(tx, caller);
            List<ShownTrace> traces = store.byIds(page.traces());
            List<TraceInfo> infos = store.whole(traces);
            return new SearchTraces.Response(
                    IntStream.range(0, traces.size())
                            .mapToObj(i -> LegacyTraces.shown(traces.get(i), infos.get(i)))
                            .toList(),
                    page.next());
        });
    }
}
