package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.db.OwnPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.sqlite.Function;

/// Every filter finds the same rows on SQLite and on PostgreSQL.
class ConditionsTest {
    /// Without it jOOQ writes more than 999 values for SQLite into the statement.
    private static final Settings SETTINGS = new Settings().withInlineThreshold(32_000);

    private static final Grammar GRAMMAR = Grammar.of(
            Entity.fixed("attributes", Attribute.text("name"), Attribute.number("born"), Attribute.number("score"))
                    .withNull());

    static final List<Arguments> FILTERS = List.of(
            arguments("name = 'Alpha'", "1"),
            arguments("name != 'Alpha'", "2 3 4"),
            arguments("name IN ('Alpha', 'beta')", "1 2"),
            arguments("name NOT IN ('Alpha', 'beta')", "3 4"),
            arguments("name LIKE 'al%'", ""),
            arguments("name LIKE 'Al%'", "1"),
            arguments("name LIKE '_eta'", "2"),
            arguments("name LIKE '%\\%'", "3"),
            arguments("name LIKE 'C:\\'", ""),
            arguments("name LIKE 'C:\\d__'", "3"),
            arguments("name ILIKE 'AL%'", "1"),
            arguments("name ILIKE 'c:\\D%'", "3"),
            arguments("name RLIKE '^.*et'", "2"),
            arguments("name RLIKE 'BETA'", ""),
            arguments("name RLIKE '\\\\d'", "3"),
            arguments("name = \"it's\"", "4"),
            arguments("name = 'x'' OR 1=1 --'", ""),
            arguments("name IS NULL", "5"),
            arguments("name IS NOT NULL", "1 2 3 4"),
            arguments("NOT name = 'Alpha'", "2 3 4 5"),
            arguments("NOT (name = 'Alpha' OR born = 20)", "3 4 5"),
            arguments("NOT NOT name = 'Alpha'", "1"),
            arguments("name = 'Alpha' OR name = 'beta' AND born > 100", "1"),
            arguments("(name = 'Alpha' OR name = 'beta') AND born > 10", "2"),
            arguments("(" + "name = 'x' OR ".repeat(20) + "name = 'Alpha') AND born > 10", ""),
            arguments("name = 'Alpha' OR " + "born > 0 AND ".repeat(20) + "name = 'beta'", "1 2"),
            arguments("born > 10", "2 3"),
            arguments("born >= 10.5", "2 3"),
            arguments("born < 10.5", "1"),
            arguments("born = 9007199254740993", "3"),
            arguments("born != 10", "2 3"),
            arguments("born <= 1e1", "1"),
            arguments("born < 1e400", "1 2 3"),
            arguments("born IS NULL", "4 5"),
            arguments("score = 0.5", "1"),
            arguments("score > 0", "1 3"),
            arguments("score >= -1 AND score <= 1", "1 2"),
            arguments("score < -1e400", ""));

    private static EmbeddedPostgres server;
    private static Connection sqliteConnection;
    private static Connection postgresConnection;
    private static DSLContext sqlite;
    private static DSLContext postgres;

    @BeforeAll
    static void open() throws IOException, SQLException {
        sqliteConnection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Function.create(sqliteConnection, "REGEXP", new Regexp());
        sqlite = DSL.using(sqliteConnection, SQLDialect.SQLITE, SETTINGS);
        sqlite.execute("PRAGMA case_sensitive_like=ON");
        fill(sqlite);
        server = OwnPostgres.settings().start();
        postgresConnection = server.getPostgresDatabase().getConnection();
        postgres = DSL.using(postgresConnection, SQLDialect.POSTGRES, SETTINGS);
        fill(postgres);
    }

    @AfterAll
    static void close() throws IOException, SQLException {
        sqliteConnection.close();
        postgresConnection.close();
        server.close();
    }

    @ParameterizedTest
    @FieldSource("FILTERS")
    void aFilterFindsTheSameRowsEverywhere(String filter, String ids) {
        assertThat(found(sqlite, filter)).as("SQLite").isEqualTo(ids);
        assertThat(found(postgres, filter)).as("PostgreSQL").isEqualTo(ids);
    }

    @Test
    void theLargestFiltersRun() {
        String clauses = IntStream.range(0, 1_000)
                .mapToObj(i -> "name != '%d'".formatted(i))
                .collect(Collectors.joining(" AND "));
        String groups = "(".repeat(62) + "name != 'x'" + (" AND name != 'x'".repeat(16) + ")").repeat(62);
        String list = "NOT ".repeat(64) + "name IN (" + "'x',".repeat(4_999) + "'Alpha')";
        for (DSLContext database : List.of(sqlite, postgres)) {
            assertThat(found(database, clauses)).isEqualTo("1 2 3 4");
            assertThat(found(database, groups)).isEqualTo("1 2 3 4");
            assertThat(found(database, list)).isEqualTo("1");
        }
    }

    @Test
    void valuesAreBindParameters() {
        String filter = "name = 'secret1' AND name LIKE 'secret2\\d' AND name RLIKE 'secret3' AND name ILIKE 'secret4' "
                + "AND name IN ('secret5') AND born > 123456 AND score < 0.123456";
        assertThat(sqlite.render(condition(filter))).doesNotContain("secret", "123456");
        assertThat(postgres.render(condition(filter))).doesNotContain("secret", "123456");
    }

    private static void fill(DSLContext database) {
        database.execute("CREATE TABLE things (id INT, name VARCHAR(100), born BIGINT, score DOUBLE PRECISION)");
        database.execute("INSERT INTO things VALUES (1, 'Alpha', 10, 0.5), (2, 'beta', 20, -1)");
        database.execute(
                "INSERT INTO things VALUES (3, 'C:\\d%\\', 9007199254740993, 1e300), (4, 'it''s', NULL, NULL)");
        database.execute("INSERT INTO things VALUES (5, NULL, NULL, NULL)");
    }

    private static String found(DSLContext database, String filter) {
        return database
                .select(DSL.field("id", SQLDataType.INTEGER))
                .from("things")
                .where(condition(filter))
                .orderBy(DSL.field("id"))
                .fetch()
                .stream()
                .map(row -> row.value1().toString())
                .collect(Collectors.joining(" "));
    }

    private static Condition condition(String filter) {
        return FilterCondition.of(GRAMMAR.filter(filter).orElseThrow(), leaf -> switch (leaf.field()
                .key()) {
            case "name" -> TextCondition.of(DSL.field("name", SQLDataType.VARCHAR), leaf);
            case "born" -> NumberCondition.of(DSL.field("born", SQLDataType.BIGINT), leaf);
            default -> NumberCondition.of(DSL.field("score", SQLDataType.DOUBLE), leaf);
        });
    }

    private static final class Regexp extends Function {
        private final RegexFunction regex = new RegexFunction();

        @Override
        protected void xFunc() throws SQLException {
            if (value_text(1) == null) {
                result();
            } else {
                result(regex.find(value_text(0), value_text(1)) ? 1 : 0);
            }
        }
    }
}
