package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;

/// What PostgreSQL counted of transactions that waited for each other crosswise. SQLite's one writer has none.
final class Deadlocks {
    private Deadlocks() {}

    static void assertNone(TestDatabase kind, Database database) {
        if (kind == TestDatabase.POSTGRES) {
            long deadlocks = database.read(
                    tx -> tx.number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
            assertThat(deadlocks).isZero();
        }
    }
}
