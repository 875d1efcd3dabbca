package dev.cairn.registry;

import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;

import dev.cairn.access.Caller;
import dev.cairn.access.Reach;
import dev.cairn.access.Resource;
import dev.cairn.db.Reached;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;

/// What sets prompts apart from models: a tag, placeholders for a source, and that searches hide them (semantics,
/// sections 9 and 14).
final class Prompts {
    static final String TAG = "mlflow.prompt.is_prompt";
    static final String YES = "true";
    private static final Set<String> SOURCES = Set.of("dummy-source", "prompt-template");

    /// A column that tells of a row of `registered_models m` whether it is a prompt.
    static final String IS_PROMPT = """
            EXISTS (SELECT 1 FROM registered_model_tags t
              WHERE t.model = m.id AND t.name = '%s' AND lower(t.value) = '%s') AS is_prompt""".formatted(TAG, YES);

    private Prompts() {}

    /// Whether a caller sees what a row with `name` and [#IS_PROMPT] is about.
    ///
    /// @param kind of what is read, if it is of a model
    static boolean admits(Caller caller, Resource kind, ResultSet row) throws SQLException {
        return Guard.admits(caller, row.getBoolean("is_prompt") ? kind.ofPrompt() : kind, row.getString("name"));
    }

    /// The condition that a caller sees what a row of `registered_models`, here or in an outer query, is about.
    ///
    /// @param kind of what is searched, if it is of a model
    static Condition reached(Transaction tx, Caller caller, Resource kind) {
        Condition models = reached(tx, Guard.reach(caller, kind));
        Condition prompts = reached(tx, Guard.reach(caller, kind.ofPrompt()));
        if (models.equals(prompts)) {
            return models;
        }
        Condition isModel = RegisteredModelQuery.isNoPrompt();
        return isModel.and(models).or(isModel.not().and(prompts));
    }

    private static Condition reached(Transaction tx, Reach reach) {
        return new Reached(tx, reach).byName(REGISTERED_MODELS.NAME);
    }

    /// Whether tags make a prompt; of several tags with one key the last counts.
    static boolean isPrompt(List<Tag> tags) {
        return tags.reversed().stream()
                .filter(tag -> tag.key().equals(TAG))
                .findFirst()
                .filter(tag -> tag.value().equalsIgnoreCase(YES))
                .isPresent();
    }

    static boolean isTagged(List<Tag> tags) {
        return tags.stream().anyMatch(tag -> tag.key().equals(TAG));
    }

    static boolean isSource(String source) {
        return SOURCES.contains(source);
    }

    /// Whether a filter has a say on prompts, so that they need not be hidden from it.
    static boolean areMentioned(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> all.stream().anyMatch(Prompts::areMentioned);
            case Filter.Or(List<Filter> any) -> any.stream().anyMatch(Prompts::areMentioned);
            case Filter.Not(Filter inner) -> areMentioned(inner);
            case Filter.Leaf leaf -> isAbout(leaf);
        };
    }

    /// Whether a clause asks for what is no prompt. Models do not have the tag at all, so that it is no plain clause.
    static boolean areExcluded(Filter.Leaf leaf) {
        return isAbout(leaf)
                && leaf instanceof Filter.Compare(var _, Comparator comparator, Value.Text(String text))
                && switch (comparator) {
                    case EQUAL -> text.equalsIgnoreCase("false");
                    case NOT_EQUAL -> text.equalsIgnoreCase(YES);
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE, ILIKE, RLIKE -> false;
                };
    }

    private static boolean isAbout(Filter.Leaf leaf) {
        return leaf.field().entity().equals("tags") && leaf.field().key().equals(TAG);
    }
}
