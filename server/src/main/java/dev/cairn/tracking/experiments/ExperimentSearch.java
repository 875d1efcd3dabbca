package dev.cairn.tracking.experiments;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.tracking.SearchExperiments;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.search.Slice;
import java.util.List;
import java.util.Optional;

/// Searches experiments (semantics, sections 6 and 9).
public final class ExperimentSearch {
    private final Database database;

    public ExperimentSearch(Database database) {
        this.database = database;
    }

    public SearchExperiments.Response search(Caller caller, SearchExperiments request) {
        Optional<Filter> filter = Grammars.EXPERIMENTS.filter(request.filter());
        List<Order> orders = Grammars.EXPERIMENTS.orderBy(request.orderBy());
        int size = PageSize.EXPERIMENTS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        ViewType view = request.viewType() == null ? ViewType.ACTIVE_ONLY : request.viewType();
        return database.read(tx -> {
            ExperimentQuery query = new ExperimentQuery(tx, caller);
            Page<StoredExperiment> page =
                    Page.of(offset, size, most -> query.find(view, filter, orders, new Slice(offset, most)));
            return new SearchExperiments.Response(new ExperimentStore(tx, caller).whole(page.rows()), page.next());
        });
    }
}
