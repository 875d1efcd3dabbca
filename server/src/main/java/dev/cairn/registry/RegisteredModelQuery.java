package dev.cairn.registry;

import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;
import static dev.cairn.db.schema.Tables.REGISTERED_MODEL_TAGS;

import dev.cairn.access.Caller;
import dev.cairn.db.Exists;
import dev.cairn.db.ShortList;
import dev.cairn.db.Transaction;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.Order;
import dev.cairn.search.SortFields;
import dev.cairn.search.TextCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;

/// The SQL of a search for registered models.
///
/// Models are looked through in the order asked for, unless an index tells which few of them have a tag.
final class RegisteredModelQuery {
    private final Transaction tx;
    private final Caller caller;

    RegisteredModelQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<StoredModel> find(Optional<Filter> filter, List<Order> orders, long offset, int limit) {
        return select(filter, orders).limit(limit).offset(offset).fetch(RegisteredModelQuery::model);
    }

    /// All that a search finds, in its order.
    SelectLimitStep<Record> select(Optional<Filter> filter, List<Order> orders) {
        boolean showPrompts = filter.map(Prompts::areMentioned).orElse(false);
        Condition matches = filter.map(tree -> FilterCondition.of(tree, RegisteredModelQuery::clause))
                .orElseGet(DSL::noCondition);
        return tx.sql()
                .select(REGISTERED_MODELS.fields())
                .from(REGISTERED_MODELS)
                .where(filter.flatMap(this::few)
                        .map(ids -> ofWorkspace(ShortList.unindexed(REGISTERED_MODELS.WORKSPACE_ID))
                                .and(REGISTERED_MODELS.ID.in(ids)))
                        .orElseGet(() -> ofWorkspace(REGISTERED_MODELS.WORKSPACE_ID)))
                .and(ReachedModelQuery.reached(tx, caller, REGISTERED_MODEL))
                .and(showPrompts ? DSL.noCondition() : isNoPrompt())
                .and(matches)
                .orderBy(SortFields.of(orders, RegisteredModelQuery::column, REGISTERED_MODELS.NAME.asc()));
    }

    private Condition ofWorkspace(Field<Long> workspace) {
        return workspace.eq(caller.workspace().id());
    }

    /// The few models among which to look, if a tag has few.
    private Optional<Select<Record1<Long>>> few(Filter filter) {
        return FilterCondition.required(filter).stream()
                .flatMap(part -> part instanceof Filter.Leaf leaf ? tagged(leaf).stream() : Stream.empty())
                .filter(ids -> ShortList.is(tx, ids))
                .findFirst();
    }

    /// The models that an index has for a clause about a tag.
    private static Optional<Select<Record1<Long>>> tagged(Filter.Leaf leaf) {
        if (!leaf.field().entity().equals("tags") || Prompts.areExcluded(leaf)) {
            return Optional.empty();
        }
        return TextCondition.beginning(REGISTERED_MODEL_TAGS.VALUE, leaf)
                .map(value -> DSL.select(REGISTERED_MODEL_TAGS.MODEL)
                        .from(REGISTERED_MODEL_TAGS)
                        .where(REGISTERED_MODEL_TAGS.NAME.eq(leaf.field().key()), value));
    }

    /// That a row of `registered_models`, here or in an outer query, is no prompt.
    static Condition isNoPrompt() {
        return DSL.not(hasTag(Prompts.TAG, REGISTERED_MODEL_TAGS.VALUE.eq(Prompts.YES)));
    }

    private static Condition clause(Filter.Leaf leaf) {
        if (Prompts.areExcluded(leaf)) {
            return isNoPrompt();
        }
        return leaf.field().entity().equals("tags")
                ? hasTag(leaf.field().key(), TextCondition.of(REGISTERED_MODEL_TAGS.VALUE, leaf))
                : TextCondition.of(REGISTERED_MODELS.NAME, leaf);
    }

    private static Condition hasTag(String key, Condition value) {
        return Exists.in(DSL.selectOne()
                .from(REGISTERED_MODEL_TAGS)
                .where(
                        REGISTERED_MODEL_TAGS.MODEL.eq(REGISTERED_MODELS.ID),
                        REGISTERED_MODEL_TAGS.NAME.eq(key),
                        value));
    }

    private static Field<?> column(String key) {
        return switch (key) {
            case "name" -> REGISTERED_MODELS.NAME;
            case "creation_timestamp" -> REGISTERED_MODELS.CREATION_TIME;
            default -> REGISTERED_MODELS.LAST_UPDATE_TIME;
        };
    }

    private static StoredModel model(Record row) {
        return new StoredModel(
                row.get(REGISTERED_MODELS.ID),
                row.get(REGISTERED_MODELS.NAME),
                row.get(REGISTERED_MODELS.DESCRIPTION),
                row.get(REGISTERED_MODELS.CREATION_TIME),
                row.get(REGISTERED_MODELS.LAST_UPDATE_TIME),
                row.get(REGISTERED_MODELS.USER_NAME));
    }
}
