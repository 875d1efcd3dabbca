package dev.cairn.db;

import dev.cairn.access.Reach;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// What a caller reaches, as a condition of a query, so that a page of what one may see is a full page.
///
/// @param reach of experiments by their ids, or of registered models by their names
public record Reached(Dialect dialect, Reach reach) {

    public Reached(Transaction tx, Reach reach) {
        this(tx.dialect(), reach);
    }

    /// The condition in SQL of fixed text. Its one `?` stands for [#ids()].
    ///
    /// @param column with the id of an experiment
    public String byId(String column) {
        return of(column, "CAST(value AS BIGINT)");
    }

    /// The same for queries that are put together at run time.
    ///
    /// @param id of an experiment
    public Condition byId(Field<Long> id) {
        return condition(byId("{0}"), id);
    }

    /// The same of registered models.
    ///
    /// @param name of one
    public Condition byName(Field<String> name) {
        return condition(of("{0}", "value"), name);
    }

    /// What is bound to the condition: one JSON text, however many there are.
    public String ids() {
        return new String(Json.write(reach.ids()), StandardCharsets.UTF_8);
    }

    private Condition condition(String text, Field<?> column) {
        return reach.isAll() ? DSL.trueCondition() : DSL.condition(text.replace("?", "{1}"), column, DSL.val(ids()));
    }

    private String of(String column, String value) {
        String among = switch (dialect) {
            case SQLITE -> "%s IN (SELECT %s FROM json_each(?))";
            case POSTGRES -> "%s IN (SELECT %s FROM json_array_elements_text(CAST(? AS JSON)) AS t (value))";
        };
        return (reach.isOnly() ? "(" : "NOT (") + among.formatted(column, value) + ")";
    }
}
