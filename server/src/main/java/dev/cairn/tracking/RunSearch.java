package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;

/// Searches runs of some experiments (semantics, sections 7 and 9).
final class RunSearch {
    private static final int DEFAULT_RESULTS = 1_000;
    private static final int MAX_RESULTS = 50_000;

    private final Database database;
    private final Names names;
    private final RunReader reader;

    RunSearch(Database database, Names names, RunReader reader) {
        this.database = database;
        this.names = names;
        this.reader = reader;
    }

    SearchRuns.Response search(Caller caller, SearchRuns request) {
        Optional<Filter> filter = Grammars.RUNS.filter(request.filter());
        List<Order> orders = Grammars.RUNS.orderBy(request.orderBy());
        int limit = limit(request);
        long offset = PageToken.offset(request.pageToken());
        if (request.experimentIds().isEmpty()) {
            return new SearchRuns.Response(List.of(), null);
        }
        List<Long> experiments =
                request.experimentIds().stream().map(Experiments::id).toList();
        ViewType view = request.runViewType() == null ? ViewType.ACTIVE_ONLY : request.runViewType();
        return database.read(tx -> {
            List<StoredRun> found = new RunQuery(tx, names, caller.workspace())
                    .find(experiments, view, filter, orders, new Slice(offset, limit + 1));
            boolean more = found.size() > limit;
            List<StoredRun> page = more ? found.subList(0, limit) : found;
            return new SearchRuns.Response(reader.page(tx, page), more ? PageToken.of(offset + limit) : null);
        });
    }

    private static int limit(SearchRuns request) {
        int limit = request.maxResults() == null ? DEFAULT_RESULTS : request.maxResults();
        if (limit < 1 || limit > MAX_RESULTS) {
            throw ApiException.invalid(
                    "Invalid value %d for parameter 'max_results' supplied. It must be at least 1 and at most %d."
                            .formatted(limit, MAX_RESULTS));
        }
        return limit;
    }
}
