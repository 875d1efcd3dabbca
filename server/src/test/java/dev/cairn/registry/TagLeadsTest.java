package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.search.Grammars;
import java.util.List;
import java.util.function.Function;
import org.jooq.Query;
import org.jooq.conf.ParamType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a search by a tag reads: the entries of an index, and not every model.
@OnEachDatabase
class TagLeadsTest {
    private static final int MANY = 600;

    /// That an index is asked for values, in the words of SQLite or PostgreSQL.
    private static final String BY_VALUE = "by_value .*<expr>|substr\\(";

    private final Database database;

    TagLeadsTest(TestDatabase kind) {
        database = kind.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags.team = 'blue'",
                "tags.team LIKE 'blu%'",
                "tags.team IN ('blue', 'red') AND name LIKE 'm%'",
                "name ILIKE 'M%' AND tags.team = 'blue'",
            })
    void modelsWithATagAreLedToByAnIndex(String filter) {
        assertThat(plan(tx -> models(tx, filter)))
                .contains("registered_model_tags_by_value")
                .containsPattern(BY_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.team = 'blue'", "tags.team LIKE 'blu%'", "tags.team IN ('blue', 'red')"})
    void soAreVersions(String filter) {
        assertThat(plan(tx -> new ModelVersionQuery(tx, Caller.LOCAL_OWNER)
                        .select(Grammars.MODEL_VERSIONS.filter(filter), List.of())))
                .contains("model_version_tags_by_value")
                .containsPattern(BY_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.team != 'blue'", "tags.team LIKE '%e'", "tags.team = 'blue' OR name = 'm'"})
    void whatAnIndexDoesNotTellIsLookedThrough(String filter) {
        assertThat(plan(tx -> models(tx, filter))).doesNotContainPattern(BY_VALUE);
    }

    @Test
    void aTagThatManyHaveIsLookedThroughSinceTheFirstAreSoonFound() {
        database.write(tx -> {
            for (int i = 0; i < MANY; i++) {
                long model = tx.number("""
                        INSERT INTO registered_models (workspace_id, name, description, creation_time,
                          last_update_time, last_version) VALUES (1, ?, '', 1, 1, 0) RETURNING id""", "m-%d".formatted(i));
                tx.update("INSERT INTO registered_model_tags (model, name, value) VALUES (?, 'team', 'blue')", model);
            }
            return true;
        });
        assertThat(plan(tx -> models(tx, "tags.team = 'blue'"))).doesNotContainPattern(BY_VALUE);
    }

    private static Query models(Transaction tx, String filter) {
        return new RegisteredModelQuery(tx, Caller.LOCAL_OWNER)
                .select(Grammars.REGISTERED_MODELS.filter(filter), List.of());
    }

    /// How the database goes about a query; PostgreSQL as if its tables were not as small as these.
    private String plan(Function<Transaction, Query> query) {
        return database.write(tx -> {
            String sql = query.apply(tx).getSQL(ParamType.INLINED);
            List<String> lines = switch (tx.dialect()) {
                case SQLITE -> tx.query("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail"));
                case POSTGRES -> {
                    tx.query("SELECT set_config('enable_seqscan', 'off', true)", row -> true);
                    yield tx.query("EXPLAIN " + sql, row -> row.getString(1));
                }
            };
            return String.join("\n", lines);
        });
    }
}
