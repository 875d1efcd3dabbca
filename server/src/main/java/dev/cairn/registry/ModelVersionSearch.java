package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;

/// Searches model versions (semantics, section 9).
final class ModelVersionSearch {
    private static final PageSize SIZE = new PageSize(10_000, 200_000);

    private final Database database;

    ModelVersionSearch(Database database) {
        this.database = database;
    }

    SearchModelVersions.Response search(Caller caller, SearchModelVersions request) {
        Optional<Filter> filter = Grammars.MODEL_VERSIONS.filter(request.filter());
        List<Order> orders = Grammars.MODEL_VERSIONS.orderBy(request.orderBy());
        int limit = SIZE.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            List<StoredVersion> found =
                    new ModelVersionQuery(tx, caller.workspace()).find(filter, orders, offset, limit + 1);
            boolean more = found.size() > limit;
            return new SearchModelVersions.Response(
                    new ModelVersionStore(tx, caller.workspace()).whole(more ? found.subList(0, limit) : found),
                    more ? PageToken.of(offset + limit) : null);
        });
    }
}
