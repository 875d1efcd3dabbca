package dev.cairn.evaluation;

import static dev.cairn.access.Resource.EVALUATION_DATASET;
import static dev.cairn.db.schema.Tables.EVALUATION_DATASETS;
import static dev.cairn.db.schema.Tables.EVALUATION_DATASET_EXPERIMENTS;
import static dev.cairn.db.schema.Tables.EVALUATION_DATASET_TAGS;

import dev.cairn.access.Caller;
import dev.cairn.access.Reach;
import dev.cairn.db.Exists;
import dev.cairn.db.Reached;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.Order;
import dev.cairn.search.SortFields;
import dev.cairn.search.TextCondition;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// The SQL of a search for evaluation data sets.
final class DatasetQuery {
    private final Transaction tx;
    private final Caller caller;

    DatasetQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// @param experiments where the data sets are used; anywhere when there are none
    List<StoredDataset> find(
            Optional<List<Long>> experiments, Optional<Filter> filter, List<Order> orders, long offset, int most) {
        Condition matches = filter.map(tree -> FilterCondition.of(tree, DatasetQuery::clause))
                .orElseGet(DSL::noCondition);
        return tx.sql()
                .select(EVALUATION_DATASETS.fields())
                .from(EVALUATION_DATASETS)
                .where(EVALUATION_DATASETS.WORKSPACE_ID.eq(caller.workspace().id()))
                .and(experiments.map(DatasetQuery::usedIn).orElseGet(DSL::noCondition))
                .and(isReached())
                .and(matches)
                .orderBy(sort(orders))
                .limit(most)
                .offset(offset)
                .fetch(DatasetQuery::dataset);
    }

    /// Whether the caller reads all experiments that a data set is used in, of which there must be some.
    private Condition isReached() {
        Reach reach = Guard.reach(caller, EVALUATION_DATASET);
        if (reach.isAll()) {
            return caller.rights().isAll() ? DSL.noCondition() : Exists.in(used());
        }
        Condition reached = new Reached(tx, reach).byId(EVALUATION_DATASET_EXPERIMENTS.EXPERIMENT_ID);
        return Exists.in(used()).and(DSL.notExists(used().and(reached.not())));
    }

    private static SelectConditionStep<Record1<Integer>> used() {
        return DSL.selectOne()
                .from(EVALUATION_DATASET_EXPERIMENTS)
                .where(EVALUATION_DATASET_EXPERIMENTS.DATASET.eq(EVALUATION_DATASETS.ID));
    }

    private static Condition usedIn(List<Long> experiments) {
        return EVALUATION_DATASETS.ID.in(DSL.select(EVALUATION_DATASET_EXPERIMENTS.DATASET)
                .from(EVALUATION_DATASET_EXPERIMENTS)
                .where(EVALUATION_DATASET_EXPERIMENTS.EXPERIMENT_ID.in(experiments)));
    }

    private static List<SortField<?>> sort(List<Order> orders) {
        return orders.isEmpty()
                ? List.of(EVALUATION_DATASETS.CREATED_TIME.desc(), EVALUATION_DATASETS.DATASET_ID.desc())
                : SortFields.of(orders, DatasetQuery::column, EVALUATION_DATASETS.DATASET_ID.desc());
    }

    private static Condition clause(Filter.Leaf leaf) {
        if (leaf.field().entity().equals("tags")) {
            return Exists.in(DSL.selectOne()
                    .from(EVALUATION_DATASET_TAGS)
                    .where(
                            EVALUATION_DATASET_TAGS.DATASET.eq(EVALUATION_DATASETS.ID),
                            EVALUATION_DATASET_TAGS.NAME.eq(leaf.field().key()),
                            TextCondition.of(EVALUATION_DATASET_TAGS.VALUE, leaf)));
        }
        return switch (leaf.field().key()) {
            case "name" -> TextCondition.of(EVALUATION_DATASETS.NAME, leaf);
            case "created_by" -> TextCondition.of(EVALUATION_DATASETS.CREATED_BY, leaf);
            case "last_updated_by" -> TextCondition.of(EVALUATION_DATASETS.LAST_UPDATED_BY, leaf);
            case "created_time" -> NumberCondition.of(EVALUATION_DATASETS.CREATED_TIME, leaf);
            default -> NumberCondition.of(EVALUATION_DATASETS.LAST_UPDATE_TIME, leaf);
        };
    }

    private static Field<?> column(String key) {
        return switch (key) {
            case "name" -> EVALUATION_DATASETS.NAME;
            case "created_time" -> EVALUATION_DATASETS.CREATED_TIME;
            default -> EVALUATION_DATASETS.LAST_UPDATE_TIME;
        };
    }

    private static StoredDataset dataset(Record row) {
        return new StoredDataset(
                row.get(EVALUATION_DATASETS.ID),
                row.get(EVALUATION_DATASETS.DATASET_ID),
                row.get(EVALUATION_DATASETS.NAME),
                row.get(EVALUATION_DATASETS.FIELD_TYPES),
                row.get(EVALUATION_DATASETS.RECORDS),
                row.get(EVALUATION_DATASETS.DIGEST),
                row.get(EVALUATION_DATASETS.CREATED_TIME),
                row.get(EVALUATION_DATASETS.LAST_UPDATE_TIME),
                row.get(EVALUATION_DATASETS.CREATED_BY),
                row.get(EVALUATION_DATASETS.LAST_UPDATED_BY));
    }
}
