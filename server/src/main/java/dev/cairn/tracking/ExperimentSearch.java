package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.SearchExperiments;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;

/// Searches experiments (semantics, sections 6 and 9).
final class ExperimentSearch {
    private static final int MAX_RESULTS = 50_000;

    private final Database database;

    ExperimentSearch(Database database) {
        this.database = database;
    }

    SearchExperiments.Response search(Caller caller, SearchExperiments request) {
        Optional<Filter> filter = Grammars.EXPERIMENTS.filter(request.filter());
        List<Order> orders = Grammars.EXPERIMENTS.orderBy(request.orderBy());
        int limit = limit(request);
        long offset = PageToken.offset(request.pageToken());
        ViewType view = request.viewType() == null ? ViewType.ACTIVE_ONLY : request.viewType();
        return database.read(tx -> {
            List<StoredExperiment> found = new ExperimentQuery(tx, caller.workspace())
                    .find(view, filter, orders, new Slice(offset, limit + 1));
            boolean more = found.size() > limit;
            ExperimentStore store = new ExperimentStore(tx, caller.workspace());
            List<Experiment> page = store.whole(more ? found.subList(0, limit) : found);
            return new SearchExperiments.Response(page, more ? PageToken.of(offset + limit) : null);
        });
    }

    /// Unlike for runs there is no default on the wire: the reference refuses a request without a limit.
    private static int limit(SearchExperiments request) {
        long limit = request.maxResults() == null ? 0 : request.maxResults();
        if (limit < 1) {
            throw ApiException.invalid(
                    "Invalid value %d for parameter 'max_results' supplied. It must be a positive integer"
                            .formatted(limit));
        }
        if (limit > MAX_RESULTS) {
            throw ApiException.invalid("Invalid value %d for parameter 'max_results' supplied. It must be at most %d"
                    .formatted(limit, MAX_RESULTS));
        }
        return (int) limit;
    }
}
