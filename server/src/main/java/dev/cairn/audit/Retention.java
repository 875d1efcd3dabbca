package dev.cairn.audit;

import dev.cairn.access.Act;
import dev.cairn.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Removes the records that are too old, whole blocks of them, and keeps that it did.
final class Retention {
    /// What such a record says was done, and its last number.
    private static final String ACTION = "audit retention";

    private static final String UP_TO = "up_to";

    private final Database database;
    private final Duration age;
    private final InstantSource clock;

    Retention(Database database, Duration age, InstantSource clock) {
        this.database = database;
        this.age = age;
        this.clock = clock;
    }

    void apply() {
        while (database.read(tx -> due(new AuditStore(tx))).isPresent()) {
            Act.here(ACTION, "server")
                    .call(() -> database.write(tx -> {
                        AuditStore store = new AuditStore(tx);
                        store.alone();
                        Optional<StoredRecord> due = due(store); // another server may have been faster
                        due.ifPresent(last -> {
                            Act.isAbout(UP_TO, Long.toString(last.id()));
                            store.remove(last);
                        });
                        return due.isPresent();
                    }));
        }
    }

    /// The last record of the first block, if that is too old.
    private Optional<StoredRecord> due(AuditStore store) {
        long before = store.removed().map(AuditStore.Removed::id).orElse(0L);
        return store.find(before + AuditStore.BLOCK).filter(last -> last.time() < clock.millis() - age.toMillis());
    }

    /// Whether a record tells that all up to a number were removed.
    static boolean tellsOf(StoredRecord record, long upTo) {
        if (!record.entry().contains(ACTION)) {
            return false;
        }
        AuditEntry entry = record.read();
        return entry.action().equals(ACTION)
                && List.of(Long.toString(upTo)).equals(entry.about().get(UP_TO));
    }
}
