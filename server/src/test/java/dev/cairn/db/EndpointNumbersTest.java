package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Serving endpoints of a database of SQLite that was made before their numbers were never given twice.
class EndpointNumbersTest {
    private static final List<String> CHILDREN = List.of(
            "serving_endpoint_tags",
            "serving_configs",
            "serving_events",
            "serving_rollouts",
            "serving_rollout_figures",
            "serving_versions");

    @TempDir
    Path folder;

    private DatabaseUrl.Sqlite url;

    @BeforeEach
    void before() {
        url = new DatabaseUrl.Sqlite(folder.resolve("cairn.db"));
        Flyway.configure()
                .dataSource(SqliteEngine.dataSource(url.file()))
                .locations(Dialect.SQLITE.migrations())
                .placeholders(Dialect.SQLITE.placeholders())
                .table("cairn_schema_history")
                .target("49")
                .load()
                .migrate();
    }

    /// The database of then with all that an endpoint may have.
    private void fill() {
        try (Database database = Database.openCurrent(url, Deadline.OF_A_READ)) {
            database.write(EndpointNumbersTest::fill);
        }
    }

    private static boolean fill(Transaction tx) {
        tx.update("""
                    INSERT INTO serving_endpoints
                      (id, workspace_id, name, creator, creation_time, last_update_time, last_version, active_version)
                    VALUES (7, 1, 'flowers', 'ann', 5, 6, 1, 1)
                    """);
        tx.update("INSERT INTO serving_endpoint_tags (endpoint, name, value) VALUES (7, 'team', 'a')");
        tx.update("""
                    INSERT INTO serving_configs (endpoint, version, config, models, creator, creation_time, outcome)
                    VALUES (7, 1, '{}', '5', 'ann', 5, 'SERVING')
                    """);
        tx.update("""
                    INSERT INTO serving_events (endpoint, kind, subject, user_name, creation_time)
                    VALUES (7, 'CREATED', '', 'ann', 5)
                    """);
        tx.update("""
                    INSERT INTO serving_rollouts
                      (endpoint, config_version, entity, plan, state, step, step_time, creator, creation_time)
                    VALUES (7, 1, 'new', '{}', 'RUNNING', 0, 5, 'ann', 5)
                    """);
        tx.update("""
                    INSERT INTO serving_rollout_figures (endpoint, step, server, entity, sums)
                    VALUES (7, 0, 'a', 'new', '0 0')
                    """);
        tx.update("""
                    INSERT INTO registered_models
                      (id, workspace_id, name, description, creation_time, last_update_time, last_version)
                    VALUES (3, 1, 'iris', '', 5, 5, 1)
                    """);
        tx.update("INSERT INTO serving_versions (endpoint, entity, model, version, since) VALUES (7, 'new', 3, 1, 5)");
        tx.update("INSERT INTO inference_tables (endpoint, folder, settings) VALUES (7, 'f', '{}')");
        return true;
    }

    @Test
    void anEndpointKeepsItsNumberAndAllThatBelongsToIt() {
        fill();

        try (Database database = Database.open(url)) {
            database.read(tx -> {
                assertThat(tx.query("SELECT name FROM serving_endpoints WHERE id = 7", row -> row.getString(1)))
                        .containsExactly("flowers");
                CHILDREN.forEach(table -> assertThat(count(tx, table)).as(table).isEqualTo(1));
                assertThat(tx.number("SELECT COUNT(*) FROM inference_tables WHERE endpoint = 7"))
                        .isEqualTo(1);
                assertThat(tx.query("PRAGMA foreign_key_check", row -> row.getString(1)))
                        .isEmpty();
                return true;
            });
        }
    }

    @Test
    void whatBelongsToAnEndpointStillGoesWithItAndItsNumberIsNeverGivenAgain() {
        fill();

        try (Database database = Database.open(url)) {
            database.write(tx -> tx.update("DELETE FROM serving_endpoints WHERE id = 7"));
            database.read(tx -> {
                CHILDREN.forEach(table -> assertThat(count(tx, table)).as(table).isZero());
                assertThat(tx.number("SELECT COUNT(*) FROM inference_tables WHERE endpoint IS NULL"))
                        .isEqualTo(1);
                return true;
            });
            assertThat(database.<Long>write(tx -> tx.number("""
                    INSERT INTO serving_endpoints
                      (workspace_id, name, creator, creation_time, last_update_time, last_version)
                    VALUES (1, 'flowers', 'ann', 5, 5, 0) RETURNING id
                    """))).isEqualTo(8);
        }
    }

    private static long count(Transaction tx, String table) {
        return tx.number("SELECT COUNT(*) FROM " + table);
    }
}
