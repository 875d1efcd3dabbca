package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.evaluation.SearchEvaluationDatasets;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Searches evaluation data sets (semantics, sections 9 and 20).
final class DatasetSearch {
    private final Database database;

    DatasetSearch(Database database) {
        this.database = database;
    }

    SearchEvaluationDatasets.Response search(Caller caller, SearchEvaluationDatasets request) {
        Optional<Filter> filter = Grammars.EVALUATION_DATASETS.filter(request.filterString());
        List<Order> orders = Grammars.EVALUATION_DATASETS.orderBy(request.orderBy());
        int size = PageSize.EVALUATION_DATASETS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        Optional<List<Long>> experiments = experiments(request.experimentIds());
        return database.read(tx -> {
            DatasetQuery query = new DatasetQuery(tx, caller);
            Page<StoredDataset> page =
                    Page.of(offset, size, most -> query.find(experiments, filter, orders, offset, most));
            return new SearchEvaluationDatasets.Response(new DatasetStore(tx, caller).whole(page.rows()), page.next());
        });
    }

    /// The experiments that are asked for; a word that is no id is none of them.
    private static Optional<List<Long>> experiments(List<String> ids) {
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(ids.stream().flatMap(DatasetSearch::number).toList());
    }

    private static Stream<Long> number(String id) {
        try {
            return Stream.of(Long.parseLong(id));
        } catch (NumberFormatException notAnId) {
            return Stream.empty();
        }
    }
}
