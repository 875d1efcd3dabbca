package dev.cairn.registry;

import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;

import dev.cairn.access.Caller;
import dev.cairn.access.Reach;
import dev.cairn.access.Resource;
import dev.cairn.db.Reached;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Which registered models and prompts a caller reaches. Permissions on the two are told apart; a tag tells what a row
/// is.
public final class ReachedModelQuery {
    /// A column of a query about `registered_models m`.
    public static final String IS_PROMPT = """
            EXISTS (SELECT 1 FROM registered_model_tags t
              WHERE t.model = m.id AND t.name = '%s' AND lower(t.value) = '%s') AS is_prompt""".formatted(Prompts.TAG, Prompts.YES);

    private ReachedModelQuery() {}

    /// Reads a row with `name` and [#IS_PROMPT], empty if the caller does not see what it is about.
    ///
    /// @param kind of what is read, if it is of a model
    static <T> Row<Optional<T>> admitted(Caller caller, Resource kind, Row<T> what) {
        return row -> Guard.admits(caller, row.getBoolean("is_prompt") ? kind.ofPrompt() : kind, row.getString("name"))
                ? Optional.of(what.read(row))
                : Optional.empty();
    }

    /// Whether the caller sees it, as a condition of a search in which there are `registered_models`.
    ///
    /// @param kind of what is searched, if it is of a model
    public static Condition reached(Transaction tx, Caller caller, Resource kind) {
        Reach models = Guard.reach(caller, kind);
        Reach prompts = Guard.reach(caller, kind.ofPrompt());
        if (models.equals(prompts)) {
            return named(tx, models);
        }
        Condition isModel = RegisteredModelQuery.isNoPrompt();
        return isModel.and(named(tx, models)).or(isModel.not().and(named(tx, prompts)));
    }

    /// That a row of `registered_models` is a prompt.
    public static Condition isPrompt() {
        return DSL.not(RegisteredModelQuery.isNoPrompt());
    }

    private static Condition named(Transaction tx, Reach reach) {
        return new Reached(tx, reach).byName(REGISTERED_MODELS.NAME);
    }
}
