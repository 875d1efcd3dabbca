package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.inference.InferenceTable;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableStoreTest {
    private static final InferenceTable SETTINGS =
            Settings.whole(new InferenceTable(true, null, null, null, null, List.of(), 3L, null, null));

    private final Database database = TestDatabase.POSTGRES.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    private static boolean isSomebodyWaiting(Transaction tx) {
        return tx.number("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'") > 0;
    }

    @Test
    void whetherAFileIsNamedIsSaidOnceWhoeverNamesItHasEnded() throws Exception {
        StoredTable table = TestTables.create(database, 7, "inference/one", SETTINGS);
        StoredFile file = new StoredFile(0, table.id(), "inference/one/part", "2026-11-28", 1, 2, 3, 4);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Boolean> isNamed = database.write(tx -> {
                assertThat(new TableStore(tx).add(table, file)).isTrue();
                Future<Boolean> asked = other.submit(
                        () -> database.write(also -> new TableStore(also).isNamedForGood(file.table(), file.path())));
                while (!asked.isDone() && !isSomebodyWaiting(tx)) {
                    Thread.onSpinWait();
                }
                return asked;
            });
            assertThat(isNamed.get()).isTrue();
        }
    }
}
