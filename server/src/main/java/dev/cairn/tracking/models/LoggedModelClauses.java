package dev.cairn.tracking.models;

import static dev.cairn.db.schema.Tables.LOGGED_MODELS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_METRICS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_PARAMS;
import static dev.cairn.db.schema.Tables.LOGGED_MODEL_TAGS;

import dev.cairn.db.Exists;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.MetricCondition;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.TextCondition;
import dev.cairn.tracking.experiments.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What the clauses of a search for logged models mean in SQL, in some experiments and on the data sets of the search.
final class LoggedModelClauses {
    private final List<Long> experiments;
    private final List<SearchLoggedModels.OnDataset> datasets;

    LoggedModelClauses(List<Long> experiments, List<SearchLoggedModels.OnDataset> datasets) {
        this.experiments = experiments;
        this.datasets = datasets;
    }

    /// The models that the search finds, in which experiment ever.
    Condition wanted(Optional<Filter> filter) {
        Condition matches =
                filter.map(tree -> FilterCondition.of(tree, this::of)).orElseGet(DSL::noCondition);
        boolean byMetric = filter.filter(LoggedModelClauses::hasMetric).isPresent();
        return DSL.and(
                LOGGED_MODELS.LIFECYCLE_STAGE.eq(Lifecycle.ACTIVE),
                matches,
                datasets.isEmpty() || byMetric
                        ? DSL.noCondition()
                        : Exists.in(LOGGED_MODELS.ID, measured(onDatasets())));
    }

    /// For each clause that must hold and that an index serves, the models that it leaves.
    List<Select<Record1<Long>>> leads(Filter filter) {
        return FilterCondition.required(filter).stream()
                .flatMap(part -> part instanceof Filter.Leaf leaf ? lead(leaf) : Stream.empty())
                .toList();
    }

    /// The models that have a point like that.
    Select<Record1<Long>> measured(Condition point) {
        return DSL.select(LOGGED_MODEL_METRICS.MODEL).from(LOGGED_MODEL_METRICS).where(points(point));
    }

    /// The points like that of the models of the experiments.
    Condition points(Condition point) {
        return LOGGED_MODEL_METRICS.EXPERIMENT_ID.in(experiments).and(point);
    }

    private Stream<Select<Record1<Long>>> lead(Filter.Leaf leaf) {
        return switch (leaf.field().entity()) {
            case "metrics" -> MetricCondition.isUnequal(leaf) ? Stream.empty() : Stream.of(measured(leaf));
            case "attributes" ->
                switch (leaf.field().key()) {
                    case "name" -> TextCondition.beginning(LOGGED_MODELS.NAME, leaf).map(this::models).stream();
                    case "source_run_id" ->
                        leaf instanceof Filter.Compare compare && compare.comparator() == Comparator.EQUAL
                                ? Stream.of(models(TextCondition.of(LOGGED_MODELS.SOURCE_RUN_ID, leaf)))
                                : Stream.empty();
                    default -> Stream.empty();
                };
            default -> Stream.empty();
        };
    }

    private Select<Record1<Long>> models(Condition like) {
        return DSL.select(LOGGED_MODELS.ID)
                .from(LOGGED_MODELS)
                .where(LOGGED_MODELS.EXPERIMENT_ID.in(experiments), like);
    }

    private static boolean hasMetric(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> all.stream().anyMatch(LoggedModelClauses::hasMetric);
            case Filter.Or(List<Filter> any) -> any.stream().anyMatch(LoggedModelClauses::hasMetric);
            case Filter.Not(Filter inner) -> hasMetric(inner);
            case Filter.Leaf leaf -> leaf.field().entity().equals("metrics");
        };
    }

    private Condition of(Filter.Leaf leaf) {
        String key = leaf.field().key();
        return switch (leaf.field().entity()) {
            case "metrics" -> Exists.in(LOGGED_MODELS.ID, measured(leaf));
            case "params" -> text(LOGGED_MODEL_PARAMS.MODEL, LOGGED_MODEL_PARAMS.NAME, LOGGED_MODEL_PARAMS.VALUE, leaf);
            case "tags" -> text(LOGGED_MODEL_TAGS.MODEL, LOGGED_MODEL_TAGS.NAME, LOGGED_MODEL_TAGS.VALUE, leaf);
            default ->
                key.endsWith("_timestamp_ms") ? NumberCondition.of(time(key), leaf) : TextCondition.of(text(key), leaf);
        };
    }

    /// A clause over the texts of a table, given its columns.
    private static Condition text(
            TableField<?, Long> model, Field<String> name, Field<String> value, Filter.Leaf leaf) {
        return Exists.in(DSL.selectOne()
                .from(model.getTable())
                .where(model.eq(LOGGED_MODELS.ID), name.eq(leaf.field().key()), TextCondition.of(value, leaf)));
    }

    private Select<Record1<Long>> measured(Filter.Leaf leaf) {
        return measured(DSL.and(
                LOGGED_MODEL_METRICS.NAME.eq(leaf.field().key()),
                MetricCondition.of(LOGGED_MODEL_METRICS.VALUE, LOGGED_MODEL_METRICS.IS_NAN, leaf),
                onDatasets()));
    }

    private Condition onDatasets() {
        return datasets.stream()
                .map(dataset -> onDataset(dataset.datasetName(), dataset.datasetDigest()))
                .reduce(Condition::or)
                .orElseGet(DSL::noCondition);
    }

    static Condition onDataset(@Nullable String name, @Nullable String digest) {
        return DSL.and(
                name == null || name.isEmpty() ? DSL.noCondition() : LOGGED_MODEL_METRICS.DATASET_NAME.eq(name),
                digest == null || digest.isEmpty()
                        ? DSL.noCondition()
                        : LOGGED_MODEL_METRICS.DATASET_DIGEST.eq(digest));
    }

    /// The column of an attribute.
    static Field<?> attribute(String key) {
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
}
