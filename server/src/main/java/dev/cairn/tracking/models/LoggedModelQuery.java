package dev.cairn.tracking.models;

import static dev.cairn.access.Resource.LOGGED_MODEL;
import static dev.cairn.db.schema.Tables.LOGGED_MODELS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_METRICS;

import dev.cairn.access.Caller;
import dev.cairn.db.ShortList;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Slice;
import dev.cairn.tracking.experiments.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// The SQL of a search for logged models.
///
/// Models are looked through from the newest on, unless an index tells which few of them the search may find.
final class LoggedModelQuery {
    /// How many of a metric's best values are looked at: so many a row, and at least so many.
    private static final long BEST_A_ROW = 4;

    private static final long LEAST_BEST = 500;

    private final Transaction tx;
    private final Caller caller;

    LoggedModelQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<StoredModel> find(List<Long> experiments, Optional<Filter> filter, SearchLoggedModels request, Slice slice) {
        List<Long> own = Experiments.own(tx, caller, LOGGED_MODEL, experiments);
        if (own.isEmpty()) {
            return List.of();
        }
        LoggedModelClauses clauses = new LoggedModelClauses(own, request.datasets());
        Search search = new Search(own, clauses.wanted(filter), request.orderBy(), slice);
        return amongBest(clauses, search)
                .or(() -> filter.flatMap(tree -> clauses.leads(tree).stream()
                                .filter(models -> ShortList.is(tx, models))
                                .findFirst())
                        .map(few -> among(few, search)))
                .orElseGet(() -> find(LOGGED_MODELS.EXPERIMENT_ID.in(own), search));
    }

    /// The models in the order of a metric, looked for among those with its best values alone. Empty where the metric
    /// has few values, or where the best ones do not fill the page.
    private Optional<List<StoredModel>> amongBest(LoggedModelClauses clauses, Search search) {
        if (search.orders.isEmpty()) {
            return Optional.empty();
        }
        SearchLoggedModels.OrderBy first = search.orders.getFirst();
        dev.cairn.search.Field field = Grammars.LOGGED_MODELS.orderField(first.fieldName());
        if (!field.entity().equals("metrics")) {
            return Optional.empty();
        }
        boolean ascending = isAscending(first);
        Condition ofMetric = LOGGED_MODEL_METRICS.NAME.eq(field.key()).and(LOGGED_MODEL_METRICS.IS_NAN.eq(0));
        long best = Math.max(LEAST_BEST, BEST_A_ROW * (search.slice.offset() + search.slice.limit()));
        return ShortList.behind(
                        tx,
                        best,
                        DSL.select(LOGGED_MODEL_METRICS.VALUE)
                                .from(LOGGED_MODEL_METRICS)
                                .where(clauses.points(ofMetric))
                                .orderBy(
                                        ascending
                                                ? LOGGED_MODEL_METRICS.VALUE.asc()
                                                : LOGGED_MODEL_METRICS.VALUE.desc()))
                .map(value -> among(
                        clauses.measured(ofMetric.and(better(LOGGED_MODEL_METRICS.VALUE, value, ascending))),
                        search.and(better(latest(field.key(), first), value, ascending))))
                .filter(found -> found.size() == search.slice.limit());
    }

    private static Condition better(Field<Double> field, double than, boolean ascending) {
        return ascending ? field.lt(than) : field.gt(than);
    }

    /// What a search finds among the models of a list. SQLite would look through all models of the experiment by the
    /// index that has the order.
    private List<StoredModel> among(Select<Record1<Long>> models, Search search) {
        Condition ofExperiments =
                ShortList.unindexed(LOGGED_MODELS.EXPERIMENT_ID).in(search.experiments);
        return find(LOGGED_MODELS.ID.in(models).and(ofExperiments), search);
    }

    private List<StoredModel> find(Condition candidates, Search search) {
        return tx.query(
                DSL.select(LOGGED_MODELS.fields())
                        .from(LOGGED_MODELS)
                        .where(candidates, search.wanted)
                        .orderBy(sort(search.orders))
                        .limit(search.slice.limit())
                        .offset(search.slice.offset()),
                LoggedModelStore.ROW);
    }

    private static List<SortField<?>> sort(List<SearchLoggedModels.OrderBy> orders) {
        List<SortField<?>> sort = new ArrayList<>();
        for (SearchLoggedModels.OrderBy order : orders) {
            dev.cairn.search.Field field = Grammars.LOGGED_MODELS.orderField(order.fieldName());
            Field<?> value = field.entity().equals("metrics")
                    ? latest(field.key(), order)
                    : LoggedModelClauses.attribute(field.key());
            sort.add((isAscending(order) ? value.asc() : value.desc()).nullsLast());
        }
        sort.add(LOGGED_MODELS.CREATION_TIME.desc());
        sort.add(LOGGED_MODELS.MODEL_ID.asc());
        return sort;
    }

    private static boolean isAscending(SearchLoggedModels.OrderBy order) {
        return !Boolean.FALSE.equals(order.ascending());
    }

    /// The value that counts when models are sorted by a metric: of the latest point on the data set. NaN is none.
    private static Field<Double> latest(String metric, SearchLoggedModels.OrderBy order) {
        return DSL.field(DSL.select(DSL.when(LOGGED_MODEL_METRICS.IS_NAN.eq(0), LOGGED_MODEL_METRICS.VALUE))
                .from(LOGGED_MODEL_METRICS)
                .where(
                        LOGGED_MODEL_METRICS.MODEL.eq(LOGGED_MODELS.ID),
                        LOGGED_MODEL_METRICS.NAME.eq(metric),
                        LoggedModelClauses.onDataset(order.datasetName(), order.datasetDigest()))
                .orderBy(
                        LOGGED_MODEL_METRICS.TIMESTAMP.desc(),
                        LOGGED_MODEL_METRICS.STEP.desc(),
                        LOGGED_MODEL_METRICS.RUN_ID.asc())
                .limit(1));
    }

    /// What is searched for.
    ///
    /// @param wanted what holds for a model that is found, besides its experiment
    private record Search(
            List<Long> experiments, Condition wanted, List<SearchLoggedModels.OrderBy> orders, Slice slice) {
        Search and(Condition too) {
            return new Search(experiments, wanted.and(too), orders, slice);
        }
    }
}
