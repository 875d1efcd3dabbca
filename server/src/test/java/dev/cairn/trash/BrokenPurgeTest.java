package dev.cairn.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.BreakingStore;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.config.Upkeep;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Purges in whose middle the artifact store goes away.
@OnEachDatabase
class BrokenPurgeTest {
    private final TestDatabase kind;

    @TempDir
    private Path folder;

    BrokenPurgeTest(TestDatabase kind) {
        this.kind = kind;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatAPurgeCouldNotRemoveIsHiddenAndRemovedLater(int deletions) throws IOException {
        Files.createDirectories(folder);
        BreakingStore store = new BreakingStore(new LocalStore(folder));
        try (Bin bin = new Bin(kind.fresh(), folder, store, Upkeep.DEFAULT)) {
            Map<String, Long> before = bin.rows();
            String experiment = bin.experiment();
            String first = bin.fullRun(experiment);
            String second = bin.fullRun(experiment);
            bin.model(experiment, first);
            bin.trace(experiment);
            bin.deleteExperiment(experiment);

            store.breakAfter(deletions);
            assertThat(bin.purgeAll().runs()).isEqualTo(2);

            assertThat(bin.ids("{}")).isEmpty();
            for (String run : new String[] {first, second}) {
                assertThatThrownBy(() -> bin.mlflow("runs/restore", "{\"run_id\": \"%s\"}".formatted(run)))
                        .hasMessageContaining("not found");
            }
            assertThat(bin.rows()).isNotEqualTo(before);

            store.mend();
            assertThat(bin.purgeAll().runs()).isZero();

            assertThat(bin.rows()).isEqualTo(before);
            assertThat(bin.files()).isEmpty();
        }
    }
}
