package dev.cairn.tracking.experiments;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.db.schema.Tables.EXPERIMENTS;
import static dev.cairn.db.schema.Tables.EXPERIMENT_TAGS;

import dev.cairn.access.Caller;
import dev.cairn.db.Exists;
import dev.cairn.db.Reached;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.Order;
import dev.cairn.search.Slice;
import dev.cairn.search.SortFields;
import dev.cairn.search.TextCondition;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The SQL of a search for experiments.
final class ExperimentQuery {
    private final Transaction tx;
    private final Caller caller;

    ExperimentQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<StoredExperiment> find(ViewType view, Optional<Filter> filter, List<Order> orders, Slice slice) {
        Condition matches = filter.map(tree -> FilterCondition.of(tree, ExperimentQuery::clause))
                .orElseGet(DSL::noCondition);
        return tx.sql()
                .select(EXPERIMENTS.fields())
                .from(EXPERIMENTS)
                .where(EXPERIMENTS.WORKSPACE_ID.eq(caller.workspace().id()))
                .and(ViewTypes.of(view, EXPERIMENTS.LIFECYCLE_STAGE))
                .and(new Reached(tx, Guard.reach(caller, EXPERIMENT)).byId(EXPERIMENTS.ID))
                .and(matches)
                .orderBy(sort(orders))
                .limit(slice.limit())
                .offset(slice.offset())
                .fetch(ExperimentQuery::experiment);
    }

    private static List<SortField<?>> sort(List<Order> orders) {
        return orders.isEmpty()
                ? List.of(EXPERIMENTS.CREATION_TIME.desc(), EXPERIMENTS.ID.asc())
                : SortFields.of(orders, ExperimentQuery::column, EXPERIMENTS.ID.desc());
    }

    private static Condition clause(Filter.Leaf leaf) {
        if (leaf.field().entity().equals("tags")) {
            return tag(leaf);
        }
        return switch (leaf.field().key()) {
            case "name" -> TextCondition.of(EXPERIMENTS.NAME, leaf);
            case "experiment_id" -> TextCondition.of(EXPERIMENTS.ID.cast(SQLDataType.VARCHAR), leaf);
            case "creation_time" -> NumberCondition.of(EXPERIMENTS.CREATION_TIME, leaf);
            default -> NumberCondition.of(EXPERIMENTS.LAST_UPDATE_TIME, leaf);
        };
    }

    private static Condition tag(Filter.Leaf leaf) {
        var rows = DSL.selectOne()
                .from(EXPERIMENT_TAGS)
                .where(
                        EXPERIMENT_TAGS.EXPERIMENT_ID.eq(EXPERIMENTS.ID),
                        EXPERIMENT_TAGS.NAME.eq(leaf.field().key()),
                        leaf instanceof Filter.Null
                                ? DSL.noCondition()
                                : TextCondition.of(EXPERIMENT_TAGS.VALUE, leaf));
        return leaf instanceof Filter.Null(var _, boolean negated) && !negated
                ? DSL.not(Exists.in(rows))
                : Exists.in(rows);
    }

    private static Field<?> column(String key) {
        return switch (key) {
            case "name" -> EXPERIMENTS.NAME;
            case "experiment_id" -> EXPERIMENTS.ID;
            case "creation_time" -> EXPERIMENTS.CREATION_TIME;
            default -> EXPERIMENTS.LAST_UPDATE_TIME;
        };
    }

    private static StoredExperiment experiment(Record row) {
        return new StoredExperiment(
                row.get(EXPERIMENTS.ID),
                row.get(EXPERIMENTS.NAME),
                row.get(EXPERIMENTS.ARTIFACT_LOCATION),
                row.get(EXPERIMENTS.LIFECYCLE_STAGE),
                row.get(EXPERIMENTS.LAST_UPDATE_TIME),
                row.get(EXPERIMENTS.CREATION_TIME));
    }
}
