package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;

/// Searches model versions (semantics, section 9).
final class ModelVersionSearch {
    private final Database database;

    ModelVersionSearch(Database database) {
        this.database = database;
    }

    SearchModelVersions.Response search(Caller caller, SearchModelVersions request) {
        Optional<Filter> filter = Grammars.MODEL_VERSIONS.filter(request.filter());
        List<Order> orders = Grammars.MODEL_VERSIONS.orderBy(request.orderBy());
        int size = PageSize.MODEL_VERSIONS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            ModelVersionQuery query = new ModelVersionQuery(tx, caller);
            Page<StoredVersion> page = Page.of(offset, size, most -> query.find(filter, orders, offset, most));
            return new SearchModelVersions.Response(new ModelVersionStore(tx, caller).whole(page.rows()), page.next());
        });
    }
}
