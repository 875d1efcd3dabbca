package dev.cairn.tracking.models;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.Slice;
import dev.cairn.tracking.experiments.Experiments;
import java.util.List;
import java.util.Optional;

/// Searches logged models (semantics, sections 9 and 11).
public final class LoggedModelSearch {
    private final Database database;

    public LoggedModelSearch(Database database) {
        this.database = database;
    }

    public SearchLoggedModels.Response search(Caller caller, SearchLoggedModels request) {
        request.datasets().forEach(dataset -> {
            if (dataset.datasetName() == null || dataset.datasetName().isEmpty()) {
                throw ApiException.invalid("`dataset_name` in the `datasets` clause must be specified.");
            }
        });
        Optional<Filter> filter = Grammars.LOGGED_MODELS.filter(request.filter());
        long offset = LoggedModelPage.offset(request);
        int size = PageSize.LOGGED_MODELS.of(request.maxResults());
        List<Long> experiments =
                request.experimentIds().stream().map(Experiments::id).toList();
        return database.read(tx -> {
            LoggedModelQuery query = new LoggedModelQuery(tx, caller);
            Page<StoredModel> page = Page.of(
                    offset,
                    size,
                    most -> query.find(experiments, filter, request, new Slice(offset, most)),
                    next -> LoggedModelPage.token(request, next));
            return new SearchLoggedModels.Response(new LoggedModelStore(tx, caller).whole(page.rows()), page.next());
        });
    }
}
