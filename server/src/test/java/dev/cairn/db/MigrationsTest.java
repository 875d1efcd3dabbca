package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class MigrationsTest {
    private final DatabaseUrl url;

    MigrationsTest(TestDatabase kind) {
        url = kind.empty();
    }

    @Test
    void anEmptyDatabaseGetsEveryMigrationOnce() {
        Migrations migrations = Migrations.of(url);
        int newest = migrations.status().newest();
        assertThat(newest).isPositive();
        assertThat(migrations.status()).isEqualTo(new Migrations.Status(0, newest));

        assertThat(migrations.migrate()).as("some numbers may be left out").isBetween(1, newest);
        assertThat(migrations.status()).isEqualTo(new Migrations.Status(newest, newest));
        assertThat(migrations.migrate()).isZero();
        assertThat(Migrations.of(url).migrate()).isZero();
    }

    @Test
    void whatIsStoredOutlivesTheNextStart() {
        try (Database database = Database.open(url)) {
            database.write(tx -> tx.update("INSERT INTO workspaces (name) VALUES ('kept')"));
        }
        try (Database database = Database.open(url)) {
            List<String> names =
                    database.read(tx -> tx.query("SELECT name FROM workspaces ORDER BY id", row -> row.getString(1)));
            assertThat(names).containsExactly(".catalogue", "default", "kept");
        }
    }

    @Test
    void aDatabaseOfANewerServerIsRefusedAndLeftAlone() {
        int newest = Migrations.of(url).status().newest();
        try (Database database = Database.open(url)) {
            database.write(tx -> tx.update("""
                    INSERT INTO cairn_schema_history
                      (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    SELECT installed_rank + 100, '999', description, type, 'V999__future.sql', checksum, installed_by,
                      execution_time, success
                    FROM cairn_schema_history WHERE version = '1'
                    """));
        }
        assertThat(Migrations.of(url).status()).isEqualTo(new Migrations.Status(999, newest));
        assertThat(Migrations.of(url).status().isFromTheFuture()).isTrue();
        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "The database has schema version 999, this server knows up to %d. Start a newer Cairn on it.",
                        newest);
    }

    @Test
    void aMigrationThatWasChangedAfterwardsIsRefused() {
        try (Database database = Database.open(url)) {
            database.write(tx -> tx.update("UPDATE cairn_schema_history SET checksum = 1 WHERE version = '1'"));
        }
        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("The database could not be upgraded: ");
    }
}
