package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.search.Slice;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.names.Names;
import java.util.List;
import java.util.Optional;

/// Searches runs of some experiments (semantics, sections 7 and 9).
final class RunSearch {
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
        int size = PageSize.RUNS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        if (request.experimentIds().isEmpty()) {
            return new SearchRuns.Response(List.of(), null);
        }
        List<Long> experiments =
                request.experimentIds().stream().map(Experiments::id).toList();
        ViewType view = request.runViewType() == null ? ViewType.ACTIVE_ONLY : request.runViewType();
        return database.read(tx -> {
            RunQuery query = new RunQuery(tx, names, caller);
            Page<StoredRun> page = Page.of(
                    offset, size, most -> query.find(experiments, view, filter, orders, new Slice(offset, most)));
            return new SearchRuns.Response(reader.page(tx, page.rows()), page.next());
        });
    }
}
