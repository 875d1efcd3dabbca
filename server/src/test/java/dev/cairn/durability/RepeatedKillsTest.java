package dev.cairn.durability;

import dev.cairn.db.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
@Tag("heavy")
class RepeatedKillsTest {
    private static final int OF_SERVER = 10;
    private static final int OF_POSTGRES = 5;

    @Test
    void anSqliteFileSurvivesManyKillsOfTheServer(@TempDir Path data) throws IOException, InterruptedException {
        Kills.ofServer(OF_SERVER, new DatabaseUrl.Sqlite(data.resolve("cairn.db")), data);
    }

    @Test
    void aPostgresDatabaseSurvivesManyKillsOfTheServer(@TempDir Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            Kills.ofServer(OF_SERVER, postgres.url(), folder.resolve("data"), "--backend-store-uri", postgres.uri());
        }
    }

    @Test
    void theServerSurvivesManyKillsOfPostgres(@TempDir Path folder) throws IOException, InterruptedException {
        Kills.ofPostgres(OF_POSTGRES, folder);
    }
}
