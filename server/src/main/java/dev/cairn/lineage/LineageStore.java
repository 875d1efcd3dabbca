package dev.cairn.lineage;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;

/// The SQL of what is told of versions.
final class LineageStore {
    /// Of one version in one direction; the longest ago told is forgotten for more.
    private static final int MOST = 1_000;

    private final Transaction tx;

    LineageStore(Transaction tx) {
        this.tx = tx;
    }

    void tell(Caller caller, String model, long version, Told told, long now) {
        long row = tx.number(
                "SELECT id FROM registered_models WHERE workspace_id = ? AND name = ?",
                caller.workspace().id(),
                model);
        String direction = told.direction().name();
        tx.update("""
                INSERT INTO lineage_told (model, version, direction, kind, id, detail, time, told_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (model, version, direction, kind, id) DO UPDATE
                SET detail = COALESCE(excluded.detail, lineage_told.detail), time = excluded.time,
                  told_by = excluded.told_by
                """, row, version, direction, told.kind().name(), told.id(), told.detail(), now, caller.user());
        tx.update("""
                DELETE FROM lineage_told WHERE model = ? AND version = ? AND direction = ? AND time <
                  (SELECT time FROM lineage_told WHERE model = ? AND version = ? AND direction = ?
                   ORDER BY time DESC LIMIT 1 OFFSET %d)
                """.formatted(MOST - 1), row, version, direction, row, version, direction);
    }

    void forget(long model, long version) {
        tx.update("DELETE FROM lineage_told WHERE model = ? AND version = ?", model, version);
    }
}
