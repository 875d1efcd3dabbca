package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases of tests, after a test.
class MigratedPostgresTest {
    private final DatabaseUrl.Postgres url = (DatabaseUrl.Postgres) MigratedPostgres.copy();

    @AfterEach
    void drop() {
        TestPostgres.drop(url);
    }

    @Test
    void oneOfWhichOnlyRowsWereChangedIsWhatItWas() throws SQLException {
        change("INSERT INTO workspaces (name) VALUES ('other')");

        assertThat(MigratedPostgres.restore(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE workspaces ALTER name TYPE varchar(99)",
                "ALTER TABLE workspaces ALTER name SET DEFAULT 'other'",
                "ALTER TABLE workspaces RENAME name TO title",
                """
                ALTER TABLE experiments DROP CONSTRAINT experiments_workspace_id_fkey,
                  ADD CONSTRAINT experiments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces
                    ON DELETE CASCADE
                """
            })
    void oneOfWhichTablesWereChangedIsNotUsedAgain(String change) throws SQLException {
        change(change);

        assertThat(MigratedPostgres.restore(url)).isFalse();
    }

    @Test
    void oneIsDroppedWhoeverIsConnected() throws SQLException {
        DatabaseUrl.Postgres other = (DatabaseUrl.Postgres) MigratedPostgres.copy();
        try (Connection connection = connect(other)) {
            assertThat(connection.isValid(0)).isTrue();
            TestPostgres.drop(other);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(DatabaseUrl.Postgres to) throws SQLException {
        return DriverManager.getConnection(to.jdbcUrl(), to.user(), to.password());
    }
}
