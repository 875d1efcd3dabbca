package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.EXPERIMENTS;
import static dev.cairn.db.schema.Tables.LOGGED_MODELS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_METRICS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_PARAMS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_TAGS;

import dev.cairn.access.Workspace;
import dev.cairn.db.Exists;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Grammars;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.TextCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The SQL of a search for logged models.
final class LoggedModelQuery {
    /// How many of a metric's best values are looked at: so many a row, and at least so many.
    private static final long BEST_A_ROW = 4;

    private static final long LEAST_BEST = 500;

    private final Transaction tx;
    private final Workspace workspace;

    LoggedModelQuery(Transaction tx, Workspace workspace) {
        this.tx = tx;
        this.workspace = workspace;
    }

    List<StoredModel> find(List<Long> experiments, Optional<Filter> filter, SearchLoggedModels request, Slice slice) {
        Condition onDatasets = request.datasets().stream()
                .map(dataset -> onDataset(dataset.datasetName(), dataset.datasetDigest()))
                .reduce(Condition::or)
                .orElseGet(DSL::noCondition);
        MetricClause metrics = new MetricClause(experiments, onDatasets);
        Condition matches = filter.map(tree -> FilterCondition.of(tree, leaf -> clause(leaf, metrics)))
                .orElseGet(DSL::noCondition);
        boolean anyOnDatasets = !request.datasets().isEmpty() && !metrics.used;
        Condition wanted = DSL.and(
                LOGGED_MODELS.EXPERIMENT_ID.in(experiments),
                LOGGED_MODELS.LIFECYCLE_STAGE.eq(Lifecycle.ACTIVE),
                matches,
                anyOnDatasets ? metrics.any(onDatasets) : DSL.noCondition());
        return amongBest(experiments, wanted, request.orderBy(), slice)
                .orElseGet(() -> find(wanted, request.orderBy(), slice));
    }

    private List<StoredModel> find(Condition wanted, List<SearchLoggedModels.OrderBy> orders, Slice slice) {
        return tx.sql()
                .select(LOGGED_MODELS.fields())
                .from(LOGGED_MODELS)
                .join(EXPERIMENTS)
                .on(EXPERIMENTS.ID.eq(LOGGED_MODELS.EXPERIMENT_ID))
                .where(EXPERIMENTS.WORKSPACE_ID.eq(workspace.id()))
                .and(wanted)
                .orderBy(sort(orders))
                .limit(slice.limit())
                .offset(slice.offset())
                .fetch(LoggedModelQuery::model);
    }

    /// The models in the order of a metric, looked for among those with its best values alone. Empty where the metric
    /// has few values, or where the best ones do not fill the page.
    private Optional<List<StoredModel>> amongBest(
            List<Long> experiments, Condition wanted, List<SearchLoggedModels.OrderBy> orders, Slice slice) {
        if (orders.isEmpty()) {
            return Optional.empty();
        }
        SearchLoggedModels.OrderBy first = orders.getFirst();
        dev.cairn.search.Field field = Grammars.LOGGED_MODELS.orderField(first.fieldName());
        if (!field.entity().equals("metrics")) {
            return Optional.empty();
        }
        boolean ascending = !Boolean.FALSE.equals(first.ascending());
        Condition ofMetric = DSL.and(
                LOGGED_MODEL_METRICS.EXPERIMENT_ID.in(experiments),
                LOGGED_MODEL_METRICS.NAME.eq(field.key()),
                LOGGED_MODEL_METRICS.IS_NAN.eq(0));
        Field<Double> latest = latest(field.key(), first);
        return boundary(ofMetric, ascending, Math.max(LEAST_BEST, BEST_A_ROW * (slice.offset() + slice.limit())))
                .map(value -> DSL.and(
                        wanted,
                        Exists.in(
                                LOGGED_MODELS.ID,
                                DSL.select(LOGGED_MODEL_METRICS.MODEL)
                                        .from(LOGGED_MODEL_METRICS)
                                        .where(ofMetric, better(LOGGED_MODEL_METRICS.VALUE, value, ascending))),
                        better(latest, value, ascending)))
                .map(best -> find(best, orders, slice))
                .filter(found -> found.size() == slice.limit());
    }

    private static Condition better(Field<Double> field, double than, boolean ascending) {
        return ascending ? field.lt(than) : field.gt(than);
    }

    /// The first value of a metric that is not among so many best ones, if it has more.
    private Optional<Double> boundary(Condition ofMetric, boolean ascending, long best) {
        return tx.sql()
                .select(LOGGED_MODEL_METRICS.VALUE)
                .from(LOGGED_MODEL_METRICS)
                .where(ofMetric)
                .orderBy(ascending ? LOGGED_MODEL_METRICS.VALUE.asc() : LOGGED_MODEL_METRICS.VALUE.desc())
                .limit(1)
                .offset(best)
                .fetchOptional(LOGGED_MODEL_METRICS.VALUE);
    }

    private static List<SortField<?>> sort(List<SearchLoggedModels.OrderBy> orders) {
        List<SortField<?>> sort = new ArrayList<>();
        for (SearchLoggedModels.OrderBy order : orders) {
            dev.cairn.search.Field field = Grammars.LOGGED_MODELS.orderField(order.fieldName());
            Field<?> value = field.entity().equals("metrics") ? latest(field.key(), order) : attribute(field.key());
            sort.add((Boolean.FALSE.equals(order.ascending()) ? value.desc() : value.asc()).nullsLast());
        }
        sort.add(LOGGED_MODELS.CREATION_TIME.desc());
        sort.add(LOGGED_MODELS.MODEL_ID.asc());
        return sort;
    }

    /// The value that counts when models are sorted by a metric: of the latest point on the data set. NaN is none.
    private static Field<Double> latest(String metric, SearchLoggedModels.OrderBy order) {
        return DSL.field(DSL.select(DSL.when(LOGGED_MODEL_METRICS.IS_NAN.eq(0), LOGGED_MODEL_METRICS.VALUE))
                .from(LOGGED_MODEL_METRICS)
                .where(
                        LOGGED_MODEL_METRICS.MODEL.eq(LOGGED_MODELS.ID),
                        LOGGED_MODEL_METRICS.NAME.eq(metric),
                        onDataset(order.datasetName(), order.datasetDigest()))
                .orderBy(
                        LOGGED_MODEL_METRICS.TIMESTAMP.desc(),
                        LOGGED_MODEL_METRICS.STEP.desc(),
                        LOGGED_MODEL_METRICS.RUN_ID.asc())
                .limit(1));
    }

    private static Condition onDataset(@Nullable String name, @Nullable String digest) {
        return DSL.and(
                name == null || name.isEmpty() ? DSL.noCondition() : LOGGED_MODEL_METRICS.DATASET_NAME.eq(name),
                digest == null || digest.isEmpty()
                        ? DSL.noCondition()
                        : LOGGED_MODEL_METRICS.DATASET_DIGEST.eq(digest));
    }

    private static Condition clause(Filter.Leaf leaf, MetricClause metrics) {
        String key = leaf.field().key();
        return switch (leaf.field().entity()) {
            case "metrics" -> metrics.of(leaf);
            case "params" ->
                Exists.in(DSL.selectOne()
                        .from(LOGGED_MODEL_PARAMS)
                        .where(
                                LOGGED_MODEL_PARAMS.MODEL.eq(LOGGED_MODELS.ID),
                                LOGGED_MODEL_PARAMS.NAME.eq(key),
                                TextCondition.of(LOGGED_MODEL_PARAMS.VALUE, leaf)));
            case "tags" ->
                Exists.in(DSL.selectOne()
                        .from(LOGGED_MODEL_TAGS)
                        .where(
                                LOGGED_MODEL_TAGS.MODEL.eq(LOGGED_MODELS.ID),
                                LOGGED_MODEL_TAGS.NAME.eq(key),
                                TextCondition.of(LOGGED_MODEL_TAGS.VALUE, leaf)));
            default ->
                key.endsWith("_timestamp_ms") ? NumberCondition.of(time(key), leaf) : TextCondition.of(text(key), leaf);
        };
    }

    private static Field<?> attribute(String key) {
        return key.endsWith("_timestamp_ms") ? time(key) : text(key);
    }

    private static Field<Long> time(String key) {
        return key.startsWith("creation") ? LOGGED_MODELS.CREATION_TIME : LOGGED_MODELS.LAST_UPDATE_TIME;
    }

    private static Field<String> text(String key) {
        return switch (key) {
            case "model_id" -> LOGGED_MODELS.MODEL_ID;
            case "name" -> LOGGED_MODELS.NAME;
            case "model_type" -> LOGGED_MODELS.MODEL_TYPE;
            case "status" -> LOGGED_MODELS.STATUS;
            case "source_run_id" -> LOGGED_MODELS.SOURCE_RUN_ID;
            case "experiment_id" -> LOGGED_MODELS.EXPERIMENT_ID.cast(SQLDataType.VARCHAR);
            case "artifact_location" -> LOGGED_MODELS.ARTIFACT_URI;
            case "status_message" -> LOGGED_MODELS.STATUS_MESSAGE;
            case "lifecycle_stage" -> LOGGED_MODELS.LIFECYCLE_STAGE;
            default -> throw new IllegalArgumentException("No such attribute: " + key);
        };
    }

    private static StoredModel model(Record row) {
        return new StoredModel(
                row.get(LOGGED_MODELS.ID),
                row.get(LOGGED_MODELS.MODEL_ID),
                row.get(LOGGED_MODELS.EXPERIMENT_ID),
                row.get(LOGGED_MODELS.NAME),
                row.get(LOGGED_MODELS.ARTIFACT_URI),
                LoggedModelStatus.valueOf(row.get(LOGGED_MODELS.STATUS)),
                row.get(LOGGED_MODELS.STATUS_MESSAGE),
                row.get(LOGGED_MODELS.MODEL_TYPE),
                row.get(LOGGED_MODELS.SOURCE_RUN_ID),
                row.get(LOGGED_MODELS.CREATION_TIME),
                row.get(LOGGED_MODELS.LAST_UPDATE_TIME),
                row.get(LOGGED_MODELS.LIFECYCLE_STAGE));
    }

    /// Clauses over metrics of some experiments, on the data sets of the search, and whether there was one.
    private static final class MetricClause {
        private final List<Long> experiments;
        private final Condition onDatasets;
        private boolean used;

        private MetricClause(List<Long> experiments, Condition onDatasets) {
            this.experiments = experiments;
            this.onDatasets = onDatasets;
        }

        private Condition of(Filter.Leaf leaf) {
            used = true;
            return any(DSL.and(
                    LOGGED_MODEL_METRICS.NAME.eq(leaf.field().key()),
                    RunClauses.value(LOGGED_MODEL_METRICS.VALUE, LOGGED_MODEL_METRICS.IS_NAN, leaf),
                    onDatasets));
        }

        private Condition any(Condition condition) {
            return Exists.in(
                    LOGGED_MODELS.ID,
                    DSL.select(LOGGED_MODEL_METRICS.MODEL)
                            .from(LOGGED_MODEL_METRICS)
                            .where(LOGGED_MODEL_METRICS.EXPERIMENT_ID.in(experiments), condition));
        }
    }
}
