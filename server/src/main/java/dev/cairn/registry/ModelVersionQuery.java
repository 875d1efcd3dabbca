package dev.cairn.registry;

import static dev.cairn.access.Resource.MODEL_VERSION;
import static dev.cairn.db.schema.Tables.MODEL_VERSIONS;
import static dev.cairn.db.schema.Tables.MODEL_VERSION_TAGS;
import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;

import dev.cairn.access.Caller;
import dev.cairn.db.Exists;
import dev.cairn.db.ShortList;
import dev.cairn.db.Transaction;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.NumberCondition;
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
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// The SQL of a search for model versions.
///
/// Versions are looked through from the latest changed on, unless an index tells which few of them the search may find.
final class ModelVersionQuery {
    private final Transaction tx;
    private final Caller caller;

    ModelVersionQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<StoredVersion> find(Optional<Filter> filter, List<Order> orders, long offset, int limit) {
        return select(filter, orders).limit(limit).offset(offset).fetch(ModelVersionQuery::version);
    }

    /// All that a search finds, in its order.
    SelectLimitStep<Record> select(Optional<Filter> filter, List<Order> orders) {
        boolean showPrompts = filter.map(Prompts::areMentioned).orElse(false);
        Condition matches = filter.map(tree -> FilterCondition.of(tree, ModelVersionQuery::clause))
                .orElseGet(DSL::noCondition);
        return tx.sql()
                .select(MODEL_VERSIONS.fields())
                .select(REGISTERED_MODELS.NAME)
                .from(MODEL_VERSIONS)
                .join(REGISTERED_MODELS)
                .on(REGISTERED_MODELS.ID.eq(MODEL_VERSIONS.MODEL))
                .where(filter.flatMap(this::lead)
                        .map(ids -> ofWorkspace(ShortList.unindexed(MODEL_VERSIONS.WORKSPACE_ID))
                                .and(MODEL_VERSIONS.ID.in(ids)))
                        .orElseGet(() -> ofWorkspace(MODEL_VERSIONS.WORKSPACE_ID)))
                .and(MODEL_VERSIONS.STAGE.ne(Stage.DELETED))
                .and(ReachedModelQuery.reached(tx, caller, MODEL_VERSION))
                .and(showPrompts ? DSL.noCondition() : isOfNoPrompt())
                .and(matches)
                .orderBy(sort(orders));
    }

    private Condition ofWorkspace(Field<Long> workspace) {
        return workspace.eq(caller.workspace().id());
    }

    /// Among which versions to look, if an index leads to them: those of a model, a run or a
    /// logged model, or a few with a tag.
    private Optional<Select<Record1<Long>>> lead(Filter filter) {
        List<Filter.Leaf> leaves = FilterCondition.required(filter).stream()
                .flatMap(part -> part instanceof Filter.Leaf leaf ? Stream.of(leaf) : Stream.empty())
                .toList();
        return leaves.stream()
                .flatMap(leaf -> named(leaf).stream())
                .findFirst()
                .or(() -> leaves.stream()
                        .flatMap(leaf -> tagged(leaf).stream())
                        .filter(ids -> ShortList.is(tx, ids))
                        .findFirst());
    }

    private Optional<Select<Record1<Long>>> named(Filter.Leaf leaf) {
        if (!leaf.field().entity().equals("attributes") || !namesSome(leaf)) {
            return Optional.empty();
        }
        return switch (leaf.field().key()) {
            case "name" ->
                Optional.of(versions(MODEL_VERSIONS.MODEL.in(DSL.select(REGISTERED_MODELS.ID)
                        .from(REGISTERED_MODELS)
                        .where(REGISTERED_MODELS.WORKSPACE_ID.eq(
                                caller.workspace().id()))
                        .and(TextCondition.of(REGISTERED_MODELS.NAME, leaf)))));
            case "run_id" -> Optional.of(versions(TextCondition.of(MODEL_VERSIONS.RUN_ID, leaf)));
            case "model_id" -> Optional.of(versions(TextCondition.of(MODEL_VERSIONS.MODEL_ID, leaf)));
            default -> Optional.empty();
        };
    }

    private static boolean namesSome(Filter.Leaf leaf) {
        return switch (leaf) {
            case Filter.Compare compare -> compare.comparator() == Comparator.EQUAL;
            case Filter.In in -> !in.negated();
            case Filter.Null absent -> false;
        };
    }

    private static Select<Record1<Long>> versions(Condition which) {
        return DSL.select(MODEL_VERSIONS.ID).from(MODEL_VERSIONS).where(which);
    }

    private static Optional<Select<Record1<Long>>> tagged(Filter.Leaf leaf) {
        if (!leaf.field().entity().equals("tags") || Prompts.areExcluded(leaf)) {
            return Optional.empty();
        }
        return TextCondition.beginning(MODEL_VERSION_TAGS.VALUE, leaf)
                .map(like -> DSL.select(MODEL_VERSION_TAGS.VERSION_ID)
                        .from(MODEL_VERSION_TAGS)
                        .where(MODEL_VERSION_TAGS.NAME.eq(leaf.field().key()), like));
    }

    private static Condition clause(Filter.Leaf leaf) {
        if (Prompts.areExcluded(leaf)) {
            return isOfNoPrompt();
        }
        if (leaf.field().entity().equals("tags")) {
            return hasTag(leaf.field().key(), TextCondition.of(MODEL_VERSION_TAGS.VALUE, leaf));
        }
        return switch (leaf.field().key()) {
            case "name" -> TextCondition.of(REGISTERED_MODELS.NAME, leaf);
            case "run_id" -> TextCondition.of(MODEL_VERSIONS.RUN_ID, leaf);
            case "model_id" -> TextCondition.of(MODEL_VERSIONS.MODEL_ID, leaf);
            case "source_path" -> TextCondition.of(MODEL_VERSIONS.SOURCE, leaf);
            default -> NumberCondition.of(MODEL_VERSIONS.VERSION, leaf);
        };
    }

    /// Prompts tag both themselves and their versions; either tag hides a version.
    private static Condition isOfNoPrompt() {
        return RegisteredModelQuery.isNoPrompt()
                .and(DSL.not(hasTag(Prompts.TAG, MODEL_VERSION_TAGS.VALUE.eq(Prompts.YES))));
    }

    private static Condition hasTag(String key, Condition value) {
        return Exists.in(DSL.selectOne()
                .from(MODEL_VERSION_TAGS)
                .where(MODEL_VERSION_TAGS.VERSION_ID.eq(MODEL_VERSIONS.ID), MODEL_VERSION_TAGS.NAME.eq(key), value));
    }

    private static List<SortField<?>> sort(List<Order> orders) {
        if (orders.isEmpty()) {
            return List.of(
                    MODEL_VERSIONS.LAST_UPDATE_TIME.desc(),
                    REGISTERED_MODELS.NAME.asc(),
                    MODEL_VERSIONS.VERSION.desc());
        }
        return SortFields.of(
                orders, ModelVersionQuery::column, REGISTERED_MODELS.NAME.asc(), MODEL_VERSIONS.VERSION.desc());
    }

    private static Field<?> column(String key) {
        return switch (key) {
            case "name" -> REGISTERED_MODELS.NAME;
            case "version_number" -> MODEL_VERSIONS.VERSION;
            case "creation_timestamp" -> MODEL_VERSIONS.CREATION_TIME;
            default -> MODEL_VERSIONS.LAST_UPDATE_TIME;
        };
    }

    private static StoredVersion version(Record row) {
        return new StoredVersion(
                row.get(MODEL_VERSIONS.ID),
                row.get(MODEL_VERSIONS.MODEL),
                row.get(REGISTERED_MODELS.NAME),
                row.get(MODEL_VERSIONS.VERSION),
                row.get(MODEL_VERSIONS.STAGE),
                row.get(MODEL_VERSIONS.DESCRIPTION),
                new Origin(
                        row.get(MODEL_VERSIONS.SOURCE),
                        row.get(MODEL_VERSIONS.LOCATION),
                        row.get(MODEL_VERSIONS.RUN_ID),
                        row.get(MODEL_VERSIONS.MODEL_ID),
                        row.get(MODEL_VERSIONS.COPIED_FROM)),
                row.get(MODEL_VERSIONS.RUN_LINK),
                row.get(MODEL_VERSIONS.CREATION_TIME),
                row.get(MODEL_VERSIONS.LAST_UPDATE_TIME),
                row.get(MODEL_VERSIONS.USER_NAME));
    }
}
