package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;

/// Searches registered models (semantics, section 9).
final class RegisteredModelSearch {
    private static final PageSize SIZE = new PageSize(100, 1_000);

    private final Database database;

    RegisteredModelSearch(Database database) {
        this.database = database;
    }

    SearchRegisteredModels.Response search(Caller caller, SearchRegisteredModels request) {
        Optional<Filter> filter = Grammars.REGISTERED_MODELS.filter(request.filter());
        List<Order> orders = Grammars.REGISTERED_MODELS.orderBy(request.orderBy());
        int limit = SIZE.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            List<StoredModel> found =
                    new RegisteredModelQuery(tx, caller.workspace()).find(filter, orders, offset, limit + 1);
            boolean more = found.size() > limit;
            return new SearchRegisteredModels.Response(
                    new RegisteredModelStore(tx, caller.workspace()).whole(more ? found.subList(0, limit) : found),
                    more ? PageToken.of(offset + limit) : null);
        });
    }
}
