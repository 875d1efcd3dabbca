package dev.cairn.trash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.protocol.trash.TrashItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trash and runs that were moved to another experiment, whose files are where they were.
@OnEachDatabase
class MovedRunsTest {
    private final TestDatabase kind;
    private final Path folder;

    @AutoClose
    private final Bin bin;

    MovedRunsTest(TestDatabase kind, @TempDir Path folder) throws IOException {
        this.kind = kind;
        this.folder = folder;
        bin = Bin.open(kind.fresh(), folder);
    }

    @Test
    void aMovedRunIsPurgedWithItsFilesAndItsModels() throws IOException {
        Map<String, Long> rows = bin.rows();
        String from = bin.experiment();
        String to = bin.experiment();
        String run = bin.fullRun(from);
        String stays = bin.fullRun(from);
        bin.model(from, run);
        move(run, to);
        bin.deleteExperiment(to);

        PurgeTrash.Response purged = bin.purgeAll();

        assertThat(purged).isEqualTo(new PurgeTrash.Response(1, 1, 1, 0, List.of(), null));
        assertThat(bin.files()).containsExactly(from + "/" + stays + "/artifacts/deep/file.txt");
        bin.deleteExperiment(from);
        bin.purgeAll();
        assertThat(bin.files()).isEmpty();
        assertThat(bin.rows()).isEqualTo(rows);
    }

    @Test
    void theExperimentThatARunLeftIsKeptAsLongAsTheRunHasItsFilesThere() throws IOException {
        String from = bin.experiment();
        String to = bin.experiment();
        String run = bin.fullRun(from);
        move(run, to);
        bin.deleteExperiment(from);

        List<TrashItem> kept = bin.purgeAll().kept();

        assertThat(kept).extracting(TrashItem::id).containsExactly(from);
        assertThat(kept.getFirst().keptBecause()).contains("another experiment keeps files in its folder");
        assertThat(bin.files()).hasSize(1);
        bin.deleteRun(run);
        assertThat(bin.purgeAll().runs()).isEqualTo(1);
        assertThat(bin.files()).isEmpty();
        assertThat(bin.ids("{}")).isEmpty();
    }

    @Test
    void filesThatAreKnownByTheUriOfTheirBucketAreKeptAsWell() throws IOException {
        try (Bin bucket = Bin.reachedBy("s3://bucket/prefix", kind.fresh(), folder)) {
            String from = bucket.experiment("s3://bucket/prefix/its-own");
            bucket.database.write(tx -> tx.update(
                    "UPDATE experiments SET artifact_location = 's3://bucket/prefix/' || id WHERE id = " + from));
            String run = bucket.fullRun(from);
            bucket.post("3.0/cairn/runs/move", moving(run, bucket.experiment()));
            bucket.deleteExperiment(from);

            List<TrashItem> kept = bucket.purgeAll().kept();

            assertThat(kept).extracting(TrashItem::id).containsExactly(from);
            assertThat(bucket.files()).containsExactly(from + "/" + run + "/artifacts/deep/file.txt");
        }
    }

    @Test
    void aRunWhoseFilesSomebodyElseKeepsLeavesThem() throws IOException {
        String from = bin.experiment("mlflow-artifacts:/shared");
        String run = bin.run(from);
        bin.database.write(tx -> tx.update("UPDATE runs SET artifact_uri = 'mlflow-artifacts:/shared/plain'"));
        bin.store("shared/plain/file.txt");
        move(run, bin.experiment());
        bin.deleteRun(run);
        assertThat(bin.purgeAll().runs()).isEqualTo(1);
        assertThat(bin.files()).containsExactly("shared/plain/file.txt");
    }

    private void move(String run, String experiment) {
        bin.post("3.0/cairn/runs/move", moving(run, experiment));
    }

    private static String moving(String run, String experiment) {
        return "{\"run_ids\": [\"%s\"], \"experiment_id\": \"%s\"}".formatted(run, experiment);
    }
}
