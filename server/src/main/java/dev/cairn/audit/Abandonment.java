package dev.cairn.audit;

import dev.cairn.access.Act;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// The loss of the key that sealed the log. What was kept until then can be verified by nobody; a record that is sealed
/// with the next key says so, and the chain that can be verified begins with it.
final class Abandonment {
    /// What such a record says was done, and the last number that it is about.
    private static final String ACTION = "cairn keys abandon";

    private static final String UP_TO = "up_to";
    private static final int BLOCKS = 1_000;

    private final Chain chain;

    /// @param chain with the key of now
    Abandonment(Chain chain) {
        this.chain = chain;
    }

    /// Keeps that the key was lost, as the first record under the next one.
    void keep(Database database, AuditTrail trail, Act act) {
        database.write(tx -> {
            AuditStore store = new AuditStore(tx);
            store.alone();
            act.about(
                    UP_TO,
                    List.of(Long.toString(store.last().map(StoredRecord::id).orElse(0L))));
            trail.keep(tx, List.of(act));
            return true;
        });
    }

    /// The last record that says so under the key of now.
    Optional<StoredRecord> last(Transaction tx) {
        AuditStore store = new AuditStore(tx);
        long end = store.last().map(StoredRecord::id).orElse(0L);
        List<String> terms = List.of(AuditEntry.ofAction(ACTION));
        return store.blocks(terms, 0, AuditStore.block(Math.max(1, end)), BLOCKS).stream()
                .flatMap(block ->
                        store.between(AuditStore.firstOf(block), AuditStore.firstOf(block + 1) - 1, terms).stream())
                .filter(record -> isOne(store, record))
                .findFirst();
    }

    private boolean isOne(AuditStore store, StoredRecord record) {
        AuditEntry entry = record.read();
        byte[] before = store.find(record.id() - 1).map(StoredRecord::seal).orElseGet(Chain::beginning);
        return record.id() > 1
                && entry.action().equals(ACTION)
                && List.of(Long.toString(record.id() - 1)).equals(entry.about().get(UP_TO))
                && chain.fits(before, record);
    }
}
