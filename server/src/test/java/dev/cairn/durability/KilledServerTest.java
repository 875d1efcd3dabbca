package dev.cairn.durability;

import dev.cairn.db.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class KilledServerTest {
    @Test
    void whatWasAcknowledgedSurvivesAKillOfTheServer(@TempDir Path data) throws IOException, InterruptedException {
        Kills.ofServer(1, new DatabaseUrl.Sqlite(data.resolve("cairn.db")), data);
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillOfPostgresAndTheServerGoesOn(@TempDir Path folder)
            throws IOException, InterruptedException {
        Kills.ofPostgres(1, folder);
    }
}
