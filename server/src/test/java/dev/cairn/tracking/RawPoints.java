package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.tracking.names.Names;

/// Points as they are stored, before a history leaves out what it has twice.
public final class RawPoints {
    private RawPoints() {}

    public static int count(Database database, String runId, String key) {
        return database.read(tx -> {
            StoredRun run = new RunStore(tx, Caller.LOCAL_OWNER).get(runId);
            long name = new Names().find(tx, key).orElseThrow();
            return new MetricStore(tx).points(new RunKey(run.id(), name)).size();
        });
    }
}
