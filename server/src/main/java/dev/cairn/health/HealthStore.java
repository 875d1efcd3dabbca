package dev.cairn.health;

import dev.cairn.db.Transaction;

/// What the database tells of itself.
final class HealthStore {
    private final Transaction tx;

    HealthStore(Transaction tx) {
        this.tx = tx;
    }

    String version() {
        String sql = switch (tx.dialect()) {
            case SQLITE -> "SELECT sqlite_version()";
            case POSTGRES -> "SELECT current_setting('server_version')";
        };
        return tx.find(sql, row -> row.getString(1)).orElseThrow();
    }

    /// What the database takes up, without what SQLite has not moved into its file yet.
    long bytes() {
        return tx.number(
                switch (tx.dialect()) {
                    case SQLITE -> "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
                    case POSTGRES -> "SELECT pg_database_size(current_database())";
                });
    }

    int schemaVersion() {
        return (int) tx.number("SELECT MAX(CAST(version AS INTEGER)) FROM cairn_schema_history");
    }

    /// How many servers said lately that they work on it.
    long servers() {
        return tx.number("SELECT COUNT(*) FROM live_servers");
    }

    long purging() {
        return tx.number("SELECT COUNT(*) FROM purges");
    }

    long indexing() {
        return tx.number("SELECT COUNT(DISTINCT trace) FROM pending_terms");
    }
}
