package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.registry.ListRegisteredModels;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;

/// Searches registered models (semantics, section 9).
final class RegisteredModelSearch {
    private final Database database;

    RegisteredModelSearch(Database database) {
        this.database = database;
    }

    SearchRegisteredModels.Response list(Caller caller, ListRegisteredModels request) {
        return search(caller, new SearchRegisteredModels(null, request.maxResults(), List.of(), request.pageToken()));
    }

    SearchRegisteredModels.Response search(Caller caller, SearchRegisteredModels request) {
        Optional<Filter> filter = Grammars.REGISTERED_MODELS.filter(request.filter());
        List<Order> orders = Grammars.REGISTERED_MODELS.orderBy(request.orderBy());
        int size = PageSize.REGISTERED_MODELS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            RegisteredModelQuery query = new RegisteredModelQuery(tx, caller);
            Page<StoredModel> page = Page.of(offset, size, most -> query.find(filter, orders, offset, most));
            return new SearchRegisteredModels.Response(
                    new RegisteredModelStore(tx, caller).whole(page.rows()), page.next());
        });
    }
}
