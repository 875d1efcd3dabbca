package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import java.util.List;
import java.util.Optional;

/// Searches logged models (semantics, sections 9 and 11).
final class LoggedModelSearch {
    private static final int DEFAULT_RESULTS = 100;
    private static final int MAX_RESULTS = 1_000;

    private final Database database;

    LoggedModelSearch(Database database) {
        this.database = database;
    }

    SearchLoggedModels.Response search(Caller caller, SearchLoggedModels request) {
        request.datasets().forEach(dataset -> {
            if (dataset.datasetName() == null || dataset.datasetName().isEmpty()) {
                throw ApiException.invalid("`dataset_name` in the `datasets` clause must be specified.");
            }
        });
        Optional<Filter> filter = Grammars.LOGGED_MODELS.filter(request.filter());
        long offset = LoggedModelPage.offset(request);
        int limit = limit(request);
        List<Long> experiments =
                request.experimentIds().stream().map(Experiments::id).toList();
        return database.read(tx -> {
            List<StoredModel> found = new LoggedModelQuery(tx, caller.workspace())
                    .find(experiments, filter, request, new Slice(offset, limit + 1));
            boolean more = found.size() > limit;
            List<StoredModel> page = more ? found.subList(0, limit) : found;
            return new SearchLoggedModels.Response(
                    new LoggedModelStore(tx, caller.workspace()).whole(page),
                    more ? LoggedModelPage.token(request, offset + limit) : null);
        });
    }

    private static int limit(SearchLoggedModels request) {
        int limit = request.maxResults() == null ? DEFAULT_RESULTS : request.maxResults();
        if (limit < 1 || limit > MAX_RESULTS) {
            throw ApiException.invalid(
                    "Invalid value %d for parameter 'max_results' supplied. It must be between 1 and %d."
                            .formatted(limit, MAX_RESULTS));
        }
        return limit;
    }
}
